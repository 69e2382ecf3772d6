using Simd.Nets;

namespace Samples;

/// <summary>
/// The UCI optical recognition of handwritten digits, test part: 1,797 images of 8×8 pixels from 0 to 16 (E. Alpaydin and C. Kaynak, 1998,
/// doi 10.24432/C50P49, CC BY 4.0), embedded in this program. Every fifth image, index mod 5 = 4, is for testing.
/// </summary>
internal static class Digits
{
    public static (DataSet Train, DataSet Test) Load()
    {
        using Stream stream = typeof(Digits).Assembly.GetManifestResourceStream("digits.csv.gz")!;
        return DataSet.FromCsv(stream, new CsvFormat { Scale = 1.0 / 16 }, "digits.csv.gz").Split(index => index % 5 == 4);
    }
}
