/// Of the program: another one may make other files of the same content.
package let programVersion = "0.1.0"
