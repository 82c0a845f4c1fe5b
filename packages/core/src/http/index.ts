export { createHttp } from './create-http.js'
