using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Simd.Nets;

public sealed partial class DataSet
{
    /// <summary>Samples with a class each. The arrays are kept, not copied: leave them unchanged.</summary>
    /// <param name="inputs">samples × <paramref name="inputSize"/>, dense rows.</param>
    /// <param name="inputSize">Numbers a sample.</param>
    /// <param name="labels">One a sample, from 0.</param>
    /// <typeparam name="T">float or double; doubles must be within the range of float, so that any network can take them.</typeparam>
    /// <exception cref="ArgumentException">There is no sample, a length does not fit, a value is not finite or a label below 0.</exception>
    [OverloadResolutionPriority(1)]
    public static DataSet FromArrays<T>(T[] inputs, int inputSize, int[] labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        int count = CountOf(inputs.Length, inputSize);
        RequireFinite(inputs, inputSize, nameof(inputs));
        return Labelled(new ValueRows<T>(inputs, inputSize), count, labels);
    }

    /// <summary>Samples of bytes with a class each. The arrays are kept, not copied: leave them unchanged.</summary>
    /// <param name="inputs">samples × <paramref name="inputSize"/>, dense rows; they stay bytes.</param>
    /// <param name="inputSize">Numbers a sample.</param>
    /// <param name="labels">One a sample, from 0.</param>
    /// <param name="scale">What a byte is multiplied by while a batch is gathered.</param>
    /// <exception cref="ArgumentException">There is no sample, a length does not fit, the scale is not finite or a label below
    /// 0.</exception>
    [OverloadResolutionPriority(1)]
    public static DataSet FromArrays(byte[] inputs, int inputSize, int[] labels, double scale = 1.0 / 255)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        RequireScale(scale, nameof(scale));
        int count = CountOf(inputs.Length, inputSize);
        return Labelled(new ByteRows(inputs, inputSize, scale), count, labels);
    }

    /// <summary>Samples with a row of target values each. The arrays are kept, not copied: leave them unchanged.</summary>
    /// <param name="inputs">samples × <paramref name="inputSize"/>, dense rows.</param>
    /// <param name="inputSize">Numbers a sample.</param>
    /// <param name="targets">samples × <paramref name="targetSize"/>, dense rows.</param>
    /// <param name="targetSize">Target values a sample.</param>
    /// <typeparam name="T">float or double; doubles must be within the range of float, so that any network can take them.</typeparam>
    /// <exception cref="ArgumentException">There is no sample, a length does not fit or a value is not finite.</exception>
    [OverloadResolutionPriority(1)]
    public static DataSet FromArrays<T>(T[] inputs, int inputSize, T[] targets, int targetSize)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        int count = CountOf(inputs.Length, inputSize);
        RequireFinite(inputs, inputSize, nameof(inputs));
        RequireSize(targetSize, nameof(targetSize));
        RequireCount(targets.Length, count, targetSize, nameof(targets));
        RequireFinite(targets, targetSize, nameof(targets));
        return new(new ValueRows<T>(inputs, inputSize), null, 0, new ValueRows<T>(targets, targetSize), Identity(count));
    }

    /// <summary>As <see cref="FromArrays{T}(T[], int, int[])"/>, from copies.</summary>
    /// <exception cref="ArgumentException">There is no sample, a length does not fit, a value is not finite or a label below 0.</exception>
    public static DataSet FromArrays<T>(ReadOnlySpan<T> inputs, int inputSize, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => FromArrays(inputs.ToArray(), inputSize, labels.ToArray());

    /// <summary>As <see cref="FromArrays(byte[], int, int[], double)"/>, from copies.</summary>
    /// <exception cref="ArgumentException">There is no sample, a length does not fit, the scale is not finite or a label below
    /// 0.</exception>
    public static DataSet FromArrays(ReadOnlySpan<byte> inputs, int inputSize, ReadOnlySpan<int> labels, double scale = 1.0 / 255) =>
        FromArrays(inputs.ToArray(), inputSize, labels.ToArray(), scale);

    /// <summary>As <see cref="FromArrays{T}(T[], int, T[], int)"/>, from copies.</summary>
    /// <exception cref="ArgumentException">There is no sample, a length does not fit or a value is not finite.</exception>
    public static DataSet FromArrays<T>(ReadOnlySpan<T> inputs, int inputSize, ReadOnlySpan<T> targets, int targetSize)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => FromArrays(inputs.ToArray(), inputSize, targets.ToArray(), targetSize);

    /// <summary>Samples from a file of comma-separated numbers, a sample a line; unpacked if it is gzip.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Separator, header, columns, scale; by default the last column is the label.</param>
    /// <exception cref="DataFormatException">A field is missing or no number, lines differ in length, or there is no sample.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static DataSet FromCsv(string path, CsvFormat? format = null)
    {
        using FileStream file = File.OpenRead(path);
        return FromCsv(file, format, path);
    }

    /// <summary>Samples from a stream of comma-separated numbers in UTF-8, unpacked if it can seek and is gzip. It stays open.</summary>
    /// <param name="stream">Read from where it is to its end.</param>
    /// <param name="format">Separator, header, columns, scale; by default the last column is the label.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="DataFormatException">A field is missing or no number, lines differ in length, or there is no sample.</exception>
    public static DataSet FromCsv(Stream stream, CsvFormat? format = null, string name = "CSV") =>
        GzipContent.Read(stream, name, content =>
        {
            using var reader = new StreamReader(content, Encoding.UTF8, leaveOpen: true);
            return FromCsv(reader, format, name);
        });

    /// <summary>Samples from lines of comma-separated numbers.</summary>
    /// <param name="reader">Read to its end.</param>
    /// <param name="format">Separator, header, columns, scale; by default the last column is the label.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="DataFormatException">A field is missing or no number, lines differ in length, or there is no sample.</exception>
    public static DataSet FromCsv(TextReader reader, CsvFormat? format = null, string name = "CSV")
    {
        ArgumentNullException.ThrowIfNull(reader);
        format ??= new CsvFormat();
        return format.ElementType == ElementType.Float64
            ? new CsvReader<double>(format, name).Read(reader)
            : new CsvReader<float>(format, name).Read(reader);
    }

    /// <summary>
    /// Images and labels from a pair of IDX files, as MNIST and its kin come; unpacked if they are gzip. Images may have any number of
    /// axes: the first counts samples, the product of the others is the input size. The values stay bytes.
    /// </summary>
    /// <param name="imagesPath">Unsigned bytes, one axis or more (<c>train-images-idx3-ubyte.gz</c>).</param>
    /// <param name="labelsPath">Unsigned bytes, one axis (<c>train-labels-idx1-ubyte.gz</c>).</param>
    /// <param name="scale">What a byte is multiplied by while a batch is gathered.</param>
    /// <exception cref="DataFormatException">A file is truncated, too long or of another kind, or the counts differ.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static DataSet FromIdx(string imagesPath, string labelsPath, double scale = 1.0 / 255)
    {
        using FileStream images = File.OpenRead(imagesPath);
        using FileStream labels = File.OpenRead(labelsPath);
        return FromIdx(images, labels, scale, imagesPath, labelsPath);
    }

    /// <summary>As <see cref="FromIdx(string, string, double)"/>, from streams; unpacked if they can seek and are gzip. They stay
    /// open.</summary>
    /// <param name="images">Read from where it is to its end.</param>
    /// <param name="labels">Read from where it is to its end.</param>
    /// <param name="scale">What a byte is multiplied by while a batch is gathered.</param>
    /// <param name="imagesName">What error messages call the images.</param>
    /// <param name="labelsName">What error messages call the labels.</param>
    /// <exception cref="DataFormatException">A stream is truncated, too long or of another kind, or the counts differ.</exception>
    public static DataSet FromIdx(
        Stream images, Stream labels, double scale = 1.0 / 255, string imagesName = "images", string labelsName = "labels")
    {
        RequireScale(scale, nameof(scale));
        IdxArray pixels = IdxArray.Read(images, imagesName);
        IdxArray classes = IdxArray.Read(labels, labelsName);
        IdxHeader.RequirePair(pixels.Header, imagesName, classes.Header, labelsName);
        return FromArrays(pixels.Values, pixels.Header.RowSize, Array.ConvertAll(classes.Values, label => (int)label), scale);
    }

    private static DataSet Labelled(SampleRows inputs, int count, int[] labels)
    {
        RequireCount(labels.Length, count, 1, nameof(labels));
        int largest = 0;
        for (int i = 0; i < count; i++)
        {
            if (labels[i] is < 0 or int.MaxValue)
            {
                throw new ArgumentException($"labels are classes counted from 0; labels[{i}] is {labels[i]}.", nameof(labels));
            }

            largest = Math.Max(largest, labels[i]);
        }

        return new(inputs, labels, largest + 1, null, Identity(count));
    }

    private static int[] Identity(int count) => [.. Enumerable.Range(0, count)];

    private static int CountOf(int length, int inputSize)
    {
        RequireSize(inputSize, nameof(inputSize));
        return Shapes.Batch(length, inputSize);
    }

    private static void RequireSize(int size, string parameter)
    {
        if (size < 1)
        {
            throw new ArgumentOutOfRangeException(parameter, $"{parameter} must be 1 or more numbers a sample; {size} came.");
        }
    }

    private static void RequireCount(int length, int count, int columns, string parameter)
    {
        if (length != (long)count * columns)
        {
            throw new ArgumentException(
                $"{parameter} must hold {count} × {columns} = {(long)count * columns} elements for the {count} samples of inputs; "
                + $"it holds {length}.",
                parameter);
        }
    }

    private static void RequireFinite<T>(ReadOnlySpan<T> values, int columns, string parameter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int at = FiniteScan.FirstNotFloat(values);
        if (at >= 0)
        {
            throw new ArgumentException(
                $"{parameter} must be finite and within ±3.4e38; {parameter}[{at}] (sample {at / columns}, column {at % columns}) is "
                + FormattableString.Invariant($"{values[at]}."),
                parameter);
        }
    }

    internal static void RequireScale(double scale, string parameter)
    {
        if (FiniteScan.FirstNotFloat([255 * scale]) >= 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"scale times 255 must be a finite float; scale is {scale}."), parameter);
        }
    }
}
