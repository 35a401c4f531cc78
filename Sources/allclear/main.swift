import CommandLineTool

await runAllclear()
