import CommandLineTool
import Dispatch
import Foundation

holdClosedDescriptors()
Task {
  await runAllclear()
  exit(EXIT_SUCCESS)
}
dispatchMain()
