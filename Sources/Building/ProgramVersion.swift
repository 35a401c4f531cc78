/// As `--version` says it.
package let programVersion = "0.1.0"
