using System.Globalization;

namespace Simd.Nets;

/// <summary>The numbers and texts of a checkpoint by key. One visit serves both directions: each call returns the value that counts, the
/// one that came or the one in the file.</summary>
internal interface ICheckpointFields
{
    /// <summary>A text.</summary>
    string Text(string key, string value);

    /// <summary>A number of any kind, in a spelling that gives back every bit of it (but for what a NaN carries).</summary>
    TNumber Number<TNumber>(string key, TNumber value)
        where TNumber : IParsable<TNumber>, IFormattable;

    /// <summary>Whether there is what comes next.</summary>
    bool Has(string key, bool value);
}

/// <summary>Collects fields as the metadata of a file.</summary>
internal sealed class CheckpointFieldWriter : ICheckpointFields
{
    public List<KeyValuePair<string, string>> Entries { get; } = [];

    public string Text(string key, string value)
    {
        Entries.Add(new(key, value));
        return value;
    }

    public TNumber Number<TNumber>(string key, TNumber value)
        where TNumber : IParsable<TNumber>, IFormattable
    {
        Text(key, value.ToString(null, CultureInfo.InvariantCulture));
        return value;
    }

    public bool Has(string key, bool value) => Number(key, value ? 1 : 0) == 1;
}

/// <summary>Reads fields from the metadata of a file.</summary>
internal sealed class CheckpointFieldReader(IReadOnlyDictionary<string, string> metadata, string file) : ICheckpointFields
{
    public string Text(string key, string value) => metadata.TryGetValue(key, out string? text)
        ? text
        : throw new NetworkFileException($"expected '{key}' in the metadata; there is none.", file);

    public TNumber Number<TNumber>(string key, TNumber value)
        where TNumber : IParsable<TNumber>, IFormattable
    {
        string text = Text(key, "");
        return TNumber.TryParse(text, CultureInfo.InvariantCulture, out TNumber? number)
            ? number
            : throw new NetworkFileException(
                $"expected a {typeof(TNumber).Name} as '{key}' in the metadata; found '{NetworkFileException.Shown(text)}'.", file);
    }

    public bool Has(string key, bool value) => Number(key, 0) == 1;
}
