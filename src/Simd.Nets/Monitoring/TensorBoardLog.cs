using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Simd.Nets;

/// <summary>
/// Writes numbers to an event file that TensorBoard shows: <c>monitor.Observed += log.Write;</c> and then
/// <c>tensorboard --logdir FOLDER</c>. A file is a sequence of TFRecords (length, data, and a masked CRC-32C of each), whose data are
/// <c>Event</c> protocol buffers with scalar summaries (tensorflow/core/util/event.proto and framework/summary.proto).
/// </summary>
/// <remarks>Every log is a file of its own; TensorBoard shows those of a folder as one run, those of its subfolders as runs beside one
/// another. What was written is in the file at once. Writing allocates nothing once every tag is known and the buffer has its
/// size.</remarks>
public sealed class TensorBoardLog : IDisposable
{
    private static readonly string[] LayerTags =
    [
        "gradient_norm", "weight_norm", "update_ratio", "dead_share", "dead_unit_share", "saturated_share",
    ];
    private static long files;

    private readonly SafeFileHandle file;
    private readonly EventRecord record = new();
    private readonly Dictionary<string, byte[]> tags = [];
    private readonly Dictionary<string, byte[][]> layerTags = [];
    private long length;

    /// <summary>Begins a file in a folder, which is made if it is not there.</summary>
    /// <exception cref="IOException">The folder or the file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written.</exception>
    public TensorBoardLog(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        long number = Interlocked.Increment(ref files);
        string name = FormattableString.Invariant(
            $"events.out.tfevents.{now.ToUnixTimeSeconds():D10}.{Environment.MachineName}.{Environment.ProcessId}.{number}.simdnets");
        Path = System.IO.Path.Combine(folder, name);
        file = File.OpenHandle(Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        Append(record.Version(Seconds(now)));
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Writes a number under a tag. NaN is left out: it says that there is none.</summary>
    /// <param name="tag">What it is: <c>validation/accuracy</c>. TensorBoard makes a group of what stands before the slash.</param>
    /// <param name="step">Its place on the axis, 0 or more.</param>
    /// <param name="value">The number; files hold floats.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">The log is closed.</exception>
    public void Write(string tag, long step, double value)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (double.IsNaN(value))
        {
            return;
        }

        record.Begin(Seconds(DateTimeOffset.UtcNow), step);
        Add(TagOf(tag), value);
        Append(record.End());
    }

    /// <summary>Writes a reading of a monitor: <c>training/loss</c>, <c>training/gradient_norm</c>, <c>training/clipped_steps</c>,
    /// <c>training/learning_rate</c>, and for every layer <c>gradient_norm/LAYER</c> and its kin.</summary>
    /// <exception cref="ObjectDisposedException">The log is closed.</exception>
    public void Write(MonitorReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        record.Begin(Seconds(DateTimeOffset.UtcNow), reading.Report.Step);
        Add(TagOf("training/loss"), reading.Report.Loss);
        Add(TagOf("training/gradient_norm"), reading.Report.GradientNorm);
        Add(TagOf("training/clipped_steps"), reading.ClippedSteps);
        Add(TagOf("training/learning_rate"), reading.Report.LearningRate);
        foreach (ref readonly LayerReading row in reading.Layers)
        {
            byte[][] of = TagsOf(row.Layer);
            Add(of[0], row.GradientNorm);
            Add(of[1], row.WeightNorm);
            Add(of[2], row.UpdateRatio);
            Add(of[3], row.DeadShare);
            Add(of[4], row.DeadUnitShare);
            Add(of[5], row.SaturatedShare);
        }

        Append(record.End());
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;

    private void Add(byte[] tag, double value)
    {
        if (!double.IsNaN(value))
        {
            record.Add(tag, (float)value);
        }
    }

    // A record that could not be written whole is overwritten by the next.
    private void Append(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(file.IsClosed, this);
        RandomAccess.Write(file, bytes, length);
        length += bytes.Length;
    }

    private byte[] TagOf(string tag)
    {
        if (!tags.TryGetValue(tag, out byte[]? bytes))
        {
            tags[tag] = bytes = Encoding.UTF8.GetBytes(tag);
        }

        return bytes;
    }

    private byte[][] TagsOf(string layer)
    {
        if (!layerTags.TryGetValue(layer, out byte[][]? bytes))
        {
            layerTags[layer] = bytes = Spelled(layer);
        }

        return bytes;
    }

    private byte[][] Spelled(string layer) => [.. LayerTags.Select(tag => TagOf($"{tag}/{layer}"))];
}
