using System.Globalization;
using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Simd.Nets.Tests.Data;

public class CsvTests
{
    [Fact]
    public void The_last_column_is_the_label_by_default()
    {
        DataSet data = Read("0,16,2\n8,4,0\n");
        Assert.Equal([0, 16, 8, 4], DataSetTests.InputsOf(data));
        Assert.Equal((2, 0, 3), (data.LabelOf(0), data.LabelOf(1), data.Classes));
    }

    [Fact]
    public void Columns_scale_separator_and_quotes_are_as_declared()
    {
        DataSet data = Read("1;\"8\"; 16 \r\n\r\n0;4;2\r\n", new() { Label = 0, Separator = ';', Scale = 1.0 / 16 });
        Assert.Equal([.5f, 1, .25f, .125f], DataSetTests.InputsOf(data));
        Assert.Equal((1, 0), (data.LabelOf(0), data.LabelOf(1)));
    }

    [Fact]
    public void Target_columns_make_a_regression_and_are_not_scaled()
    {
        DataSet data = Read("1,2,3,4\n5,6,7,8", new() { Targets = [^1, 0], Scale = 10 });
        var targets = new float[4];
        data.GatherTargets([0, 1], targets);
        Assert.Equal([1, 4, 5, 8], targets);
        Assert.Equal([20, 30, 60, 70], DataSetTests.InputsOf(data));
    }

    [Theory]
    [InlineData("a,b\n1,2", CsvHeader.Auto)]
    [InlineData("\"x, y\",label\n1,2", CsvHeader.Auto)]
    [InlineData("3,4\n1,2", CsvHeader.Yes)]
    [InlineData("1,2", CsvHeader.Auto)]
    [InlineData("1,2", CsvHeader.No)]
    public void A_header_is_passed_over_and_a_first_sample_is_not(string text, CsvHeader header)
    {
        DataSet data = Read(text, new() { Header = header });
        Assert.Equal((1, 1f, 2), (data.Count, DataSetTests.InputsOf(data)[0], data.LabelOf(0)));
    }

    [Theory]
    [InlineData("1,2,0\n3,,1", 2, 2, "empty")]
    [InlineData("1,2,0\n\n3,abc,1", 3, 2, "'abc'")]
    [InlineData("1,x,0\n3,4,1", 1, 2, "'x'")]
    [InlineData("1,2,0\n3,4,1.5", 2, 3, "whole number from 0; found '1.5'")]
    [InlineData("1,2,0\n3,4,-1", 2, 3, "'-1'")]
    [InlineData("1,2,0\n3,4,99999999999", 2, 3, "'99999999999'")]
    [InlineData("1,2,0\nNaN,4,1", 2, 1, "'NaN'")]
    [InlineData("1,2,0\n3,1e39,1", 2, 2, "'1e39'")]
    [InlineData("1,2,0\n3,4", 2, null, "expected 3 fields, as on line 1; found 2")]
    [InlineData("1,2,0\n3,4,5,0", 2, null, "expected 3 fields, as on line 1; found 4")]
    [InlineData("", null, null, "empty")]
    [InlineData("\n\n", null, null, "empty")]
    [InlineData("a,b,c\n", null, null, "header only")]
    [InlineData("1;2;3\n", 1, null, "separator ','")]
    public void A_fault_is_named_with_file_line_and_column(string text, int? line, int? column, string part)
    {
        var error = Assert.Throws<DataFormatException>(() => DataSet.FromCsv(new StringReader(text), name: "some.csv"));
        Assert.Equal(("some.csv", line, column), (error.File, (int?)error.Line, error.Column));
        DataSetTests.Contains(["some.csv", part], error);
    }

    [Fact]
    public void A_column_that_is_not_there_is_refused()
    {
        DataSetTests.Contains(["column 7", "has 2 columns"], Assert.Throws<DataFormatException>(() => Read("1,2", new() { Label = 7 })));
        DataSetTests.Contains(["column ^3"], Assert.Throws<DataFormatException>(() => Read("1,2", new() { Targets = [^3] })));
    }

    [Fact]
    public void A_scale_that_is_not_finite_is_refused() =>
        Assert.Throws<ArgumentException>("format", () => Read("1,2", new() { Scale = double.PositiveInfinity }));

    [Fact]
    public void A_packed_file_is_unpacked_and_a_damaged_one_refused_by_name()
    {
        string path = Path.GetTempFileName();
        try
        {
            byte[] packed = Packed(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},{i * i},{i % 3}\n"))));
            File.WriteAllBytes(path, packed);
            Assert.Equal(500, DataSet.FromCsv(path).Count);

            packed[^5] ^= 0x55;
            File.WriteAllBytes(path, packed);
            Assert.Equal(path, Assert.Throws<DataFormatException>(() => DataSet.FromCsv(path)).File);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_packed_stream_cut_anywhere_is_refused_and_never_read_as_fewer_samples()
    {
        byte[] packed = Packed(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{i * 37 % 11},{i % 3}\n"))));
        for (int length = 2; length < packed.Length; length++)
        {
            byte[] cut = packed[..length];
            Assert.Throws<DataFormatException>(() => DataSet.FromCsv(new MemoryStream(cut)));
        }
    }

    [Fact]
    public void What_was_written_is_read_in_any_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in new[] { "fi-FI", "de-DE", "ar-SA", "" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                RoundTrip();
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Mutated_text_is_read_or_refused_as_malformed()
    {
        const string sample = "a,b,c\n1,2,0\n\"3\",-4.5e-3,1\n5,6,2\n";
        Gen<string> mutated = Gen.Choose(0, sample.Length - 1)
            .Zip(Gen.Elements(",", "\n", "\"", "", "-", "NaN", "9e99", "\0", "x", "é"), (at, with) => (at, with))
            .ListOf().Select(changes => changes.Aggregate(sample, (text, change) =>
                change.at < text.Length ? text.Remove(change.at, 1).Insert(change.at, change.with) : text[..(text.Length / 2)]));
        Prop.ForAll(mutated.ToArbitrary(), text =>
        {
            CsvFormat[] formats = [new(), new() { Targets = [0, ^1] }, new() { Label = 1, ElementType = ElementType.Float64 }];
            foreach (CsvFormat format in formats)
            {
                try
                {
                    Assert.True(Read(text, format).Count > 0);
                }
                catch (DataFormatException error)
                {
                    Assert.StartsWith("CSV", error.Message);
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    private static void RoundTrip() => Prop.ForAll(
        ArbMap.Default.ArbFor<double>().Generator.Where(value => float.IsFinite((float)value)).ArrayOf(3).NonEmptyListOf().ToArbitrary(),
        rows =>
        {
            string text = string.Join(
                '\n', rows.Select(row => string.Join(',', row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))));
            DataSet data = Read(text, new() { Targets = [^1], ElementType = ElementType.Float64, Header = CsvHeader.No });
            int[] all = [.. Enumerable.Range(0, data.Count)];
            var inputs = new double[2 * data.Count];
            var targets = new double[data.Count];
            data.GatherInputs(all, inputs);
            data.GatherTargets(all, targets);
            return inputs.SequenceEqual(rows.SelectMany(row => row[..2])) && targets.SequenceEqual(rows.Select(row => row[2]));
        }).QuickCheckThrowOnFailure();

    private static DataSet Read(string text, CsvFormat? format = null) => DataSet.FromCsv(new StringReader(text), format);

    internal static byte[] Packed(byte[] content)
    {
        var packed = new MemoryStream();
        using (var writer = new GZipStream(packed, CompressionLevel.Fastest))
        {
            writer.Write(content);
        }

        return packed.ToArray();
    }
}
