using System.Net;
using System.Text.RegularExpressions;

namespace Simd.Nets.Reporting;

/// <summary>A drawing as SVG: text that a browser shows by itself, or inside a page. Equal data give equal bytes on every
/// machine.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Width">In pixels, where nothing scales it.</param>
/// <param name="Height">In pixels, where nothing scales it.</param>
/// <param name="Content">The elements inside the outermost one.</param>
public sealed partial record Picture(string Title, int Width, int Height, string Content)
{
    /// <summary>The element, for a page.</summary>
    /// <param name="id">Put before the names inside it, since a page may hold several pictures.</param>
    public string ToSvg(string id = "picture") => FormattableString.Invariant(
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\"")
        + $" role=\"img\" style=\"background: #fff\">\n<title>{WebUtility.HtmlEncode(Title)}</title>"
        + $"{ClipNames().Replace(Content, id + "-clip")}</svg>\n";

    /// <summary>Writes the picture as a file of its own.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Save(string path) => File.WriteAllText(path, ToSvg());

    [GeneratedRegex("clipPath(?=[0-9])")]
    private static partial Regex ClipNames();
}
