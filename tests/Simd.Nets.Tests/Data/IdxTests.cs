using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Simd.Nets.Tests.Data;

public class IdxTests
{
    private static readonly byte[] FourImages = Idx([4, 2, 3], [.. Enumerable.Range(0, 24).Select(i => (byte)(10 * i))]);
    private static readonly byte[] FourLabels = Idx([4], [3, 0, 1, 3]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_and_labels_come_back_plain_and_packed(bool packed)
    {
        DataSet data = Read(packed ? CsvTests.Packed(FourImages) : FourImages, packed ? CsvTests.Packed(FourLabels) : FourLabels);
        Assert.Equal((4, 6, 4, 3), (data.Count, data.InputSize, data.Classes, data.LabelOf(3)));
        Assert.Equal(Enumerable.Range(0, 24).Select(i => 10 * i * (float)(1.0 / 255)), DataSetTests.InputsOf(data));
    }

    [Fact]
    public void Files_are_read_by_path_and_named_in_errors()
    {
        string images = Path.GetTempFileName();
        string labels = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(images, FourImages);
            File.WriteAllBytes(labels, CsvTests.Packed(FourLabels));
            Assert.Equal(60, DataSetTests.InputsOf(DataSet.FromIdx(images, labels, scale: 1))[6]);
            File.WriteAllBytes(images, FourImages[..^1]);
            Assert.Equal(images, Assert.Throws<DataFormatException>(() => DataSet.FromIdx(images, labels)).File);
        }
        finally
        {
            File.Delete(images);
            File.Delete(labels);
        }
    }

    [Fact]
    public void Any_shape_round_trips() => Prop.ForAll(
        Gen.Choose(1, 5).NonEmptyListOf().Where(shape => shape.Count <= 6).ToArbitrary(),
        shape =>
        {
            int size = shape.Aggregate(1, (product, length) => product * length);
            byte[] values = [.. Enumerable.Range(0, size).Select(i => (byte)(i * 7))];
            DataSet data = Read(Idx([.. shape], values), Idx([shape[0]], new byte[shape[0]]), scale: 1);
            return data.Count == shape[0] && DataSetTests.InputsOf(data).SequenceEqual(values.Select(value => (float)value));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_truncated_file_is_refused_with_expected_and_actual_length()
    {
        DataSetTests.Contains(["images", "expected 24 bytes", "found 23"], Refused(FourImages[..^1], FourLabels));
        DataSetTests.Contains(["expected 24 bytes", "found 23"], Refused(CsvTests.Packed(FourImages[..^1]), FourLabels));
        DataSetTests.Contains(["labels", "expected 4 bytes", "found 3"], Refused(FourImages, FourLabels[..^1]));
        DataSetTests.Contains(["expected 12 more bytes, found 6"], Refused(FourImages[..10], FourLabels));
        DataSetTests.Contains(["expected 4 more bytes, found 0"], Refused([], FourLabels));
    }

    [Fact]
    public void A_file_that_goes_on_is_refused()
    {
        DataSetTests.Contains(["expected 24 bytes", "found 25"], Refused([.. FourImages, 0], FourLabels));
        DataSetTests.Contains(["expected 24 bytes", "goes on"], Refused(CsvTests.Packed([.. FourImages, 0]), FourLabels));
    }

    [Theory]
    [InlineData(0x0D, "32-bit floats")]
    [InlineData(0x09, "signed bytes")]
    [InlineData(0x00, "not IDX")]
    public void Another_kind_of_values_is_refused_by_name(byte kind, string name)
    {
        byte[] other = [.. FourImages];
        other[2] = kind;
        DataSetTests.Contains(["unsigned bytes", name], Refused(other, FourLabels));
    }

    [Fact]
    public void Exchanged_files_and_counts_that_differ_are_refused()
    {
        DataSetTests.Contains(["1 axis", "has 3", "exchanged"], Refused(FourLabels, FourImages));
        DataSetTests.Contains(["expected 4 labels", "found 3"], Refused(FourImages, Idx([3], new byte[3])));
    }

    [Fact]
    public void A_set_without_samples_is_refused() => DataSetTests.Contains(["length 0"], Refused(Idx([0, 2, 3], []), Idx([0], [])));

    [Fact]
    public void A_header_that_overflows_is_refused() =>
        DataSetTests.Contains(["more than", "axis 1"], Refused(Idx([1 << 20, 1 << 20, 1 << 20], []), FourLabels));

    [Fact]
    public void A_header_that_lies_about_a_packed_file_costs_no_memory()
    {
        byte[] lie = CsvTests.Packed(Idx([1 << 30], new byte[100]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        DataSetTests.Contains([$"expected {1 << 30} bytes", "found 100"], Refused(lie, FourLabels));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
    }

    [Fact]
    public void A_packed_file_longer_than_the_first_block_is_read_within_twice_its_size()
    {
        const int size = 3_000_000;
        byte[] file = CsvTests.Packed(Idx([size], [.. Enumerable.Range(0, size).Select(i => (byte)(i % 251))]));
        IdxArray array = IdxArray.Read(new MemoryStream(file), "images");
        Assert.All([0, 1 << 20, size - 1], at => Assert.Equal(at % 251, array.Values[at]));
    }

    [Fact]
    public void Mutated_and_truncated_files_are_read_or_refused_as_malformed() => Prop.ForAll(
        Gen.Choose(0, 1000).Zip(Gen.Choose(0, 255), (at, value) => (at, value)).ListOf()
            .Zip(Gen.Choose(0, 60), (changes, cut) => (changes, cut)).Zip(Gen.Elements(true, false)).ToArbitrary(),
        drawn =>
        {
            ((List<(int at, int value)> changes, int cut), bool packed) = ((drawn.Item1.changes.ToList(), drawn.Item1.cut), drawn.Item2);
            byte[] file = packed ? CsvTests.Packed(FourImages) : [.. FourImages];
            foreach ((int at, int value) in changes)
            {
                file[at % file.Length] = (byte)value;
            }

            byte[] images = file[..^Math.Max(0, Math.Min(cut - 30, file.Length))];
            try
            {
                Assert.Equal(4, Read(images, FourLabels).Count);
            }
            catch (DataFormatException error)
            {
                Assert.Contains(error.File, new[] { "images", "labels" });
            }
        }).QuickCheckThrowOnFailure();

    private static DataFormatException Refused(byte[] images, byte[] labels) =>
        Assert.Throws<DataFormatException>(() => Read(images, labels));

    private static DataSet Read(byte[] images, byte[] labels, double scale = 1.0 / 255) =>
        DataSet.FromIdx(new MemoryStream(images), new MemoryStream(labels), scale, "images", "labels");

    internal static byte[] Idx(int[] shape, byte[] values)
    {
        var file = new byte[4 + (4 * shape.Length) + values.Length];
        file[2] = 8;
        file[3] = (byte)shape.Length;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * axis)), shape[axis]);
        }

        values.CopyTo(file, 4 + (4 * shape.Length));
        return file;
    }
}
