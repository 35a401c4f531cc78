import Escaping
import PlainEnglish
import StatusModel

/// The icon in a browser's tab: the page's status by its shape, and by a colour for light tabs and
/// one for dark ones.
func favicon(for status: ComponentStatus) -> String {
  let look = StatusLook(status)
  return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" role="img">
    <title>\(xmlText(status.headline))</title>
    <style>path{fill:\(look.colourOnLight)}\
    @media(prefers-color-scheme:dark){path{fill:\(look.colourOnDark)}}</style>
    <path d="\(look.path)"/>
    </svg>

    """
}
