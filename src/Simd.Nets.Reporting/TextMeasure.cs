using OxyPlot;

namespace Simd.Nets.Reporting;

/// <summary>How much room text takes, whatever sans-serif font a browser has: as much as in the widest of the usual ones.</summary>
internal sealed class TextMeasure() : PdfRenderContext(1, 1, OxyColors.White)
{
    // The library measures in points of Helvetica; pixels are smaller by a quarter, and DejaVu Sans is wider by an eighth.
    private const double Width = 1.5;
    private const double Height = 1.3;

    /// <inheritdoc/>
    public override OxySize MeasureText(string text, string? fontFamily, double fontSize, double fontWeight)
    {
        OxySize size = base.MeasureText(text, "Helvetica", fontSize, fontWeight);
        return new(Width * size.Width, Height * size.Height);
    }
}
