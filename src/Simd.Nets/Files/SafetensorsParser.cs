using System.Text.Json;

namespace Simd.Nets;

/// <summary>Reads the JSON of a safetensors header, strictly: nothing twice, nothing unknown, no number that overflows.</summary>
internal ref struct SafetensorsParser
{
    private const int MostAxes = 32;
    private const int MostMetadata = 10_000;
    private const int Depth = 3;

    private readonly string file;
    private readonly SafetensorsHeader header;
    private readonly Func<SafetensorsHeader, string, string?> unexpected;
    private Utf8JsonReader json;
    private bool hasMetadata;

    public SafetensorsParser(ReadOnlySpan<byte> text, string file, SafetensorsHeader header, Func<SafetensorsHeader, string, string?> unexpected)
    {
        this.file = file;
        this.header = header;
        this.unexpected = unexpected;
        json = new(text, new() { MaxDepth = Depth });
    }

    public void Parse()
    {
        try
        {
            json.Read();
            while (Next("a tensor's name", JsonTokenType.PropertyName, JsonTokenType.EndObject) == JsonTokenType.PropertyName)
            {
                string name = json.GetString()!;
                if (name == SafetensorsHeader.MetadataKey)
                {
                    ReadMetadata();
                }
                else
                {
                    ReadTensor(name);
                }
            }

            json.Read(); // throws unless there is nothing left but white space
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second is what the reader throws at text that is not UTF-8.
            throw new NetworkFileException($"the header is not valid JSON: {exception.Message}", file, cause: exception);
        }
    }

    private void ReadMetadata()
    {
        if (hasMetadata)
        {
            throw new NetworkFileException($"'{SafetensorsHeader.MetadataKey}' stands in the header twice.", file);
        }

        hasMetadata = true;
        Next("an object of strings", JsonTokenType.StartObject);
        while (Next("a key", JsonTokenType.PropertyName, JsonTokenType.EndObject) == JsonTokenType.PropertyName)
        {
            string key = json.GetString()!;
            Next("a string", JsonTokenType.String);
            if (header.Metadata.Count == MostMetadata)
            {
                throw new NetworkFileException($"the metadata has more than {MostMetadata} entries.", file);
            }

            if (!header.Metadata.TryAdd(key, json.GetString()!))
            {
                throw new NetworkFileException($"the metadata has the key '{NetworkFileException.Shown(key)}' twice.", file);
            }
        }
    }

    private void ReadTensor(string name)
    {
        if (unexpected(header, name) is { } problem)
        {
            throw new NetworkFileException(problem, file, name);
        }

        if (header.Tensors.ContainsKey(name))
        {
            throw new NetworkFileException("stands in the header twice.", file, name);
        }

        string? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        Next("an object", JsonTokenType.StartObject);
        while (Next("a key", JsonTokenType.PropertyName, JsonTokenType.EndObject) == JsonTokenType.PropertyName)
        {
            string key = json.GetString()!;
            switch (key)
            {
                case "dtype" when type is null:
                    Next("the name of a type", JsonTokenType.String);
                    type = json.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(name, key, MostAxes);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(name, key, 2);
                    break;
                default:
                    throw new NetworkFileException(
                        $"expected dtype, shape and data_offsets once each; found '{NetworkFileException.Shown(key)}'.", file, name);
            }
        }

        if (type is null || shape is null || offsets is not [long begin, long end])
        {
            throw new NetworkFileException("expected dtype, shape and two data_offsets; one is missing.", file, name);
        }

        var tensor = new StoredTensor(name, type, shape, begin, end);
        RequireSize(tensor);
        header.Tensors.Add(name, tensor);
    }

    private readonly void RequireSize(StoredTensor tensor)
    {
        long size = StoredTensor.SizeOf(tensor.Type);
        if (size == 0)
        {
            throw new NetworkFileException($"'{NetworkFileException.Shown(tensor.Type)}' is no type of safetensors.", file, tensor.Name);
        }

        try
        {
            foreach (long length in tensor.Shape)
            {
                size = checked(size * length);
            }
        }
        catch (OverflowException exception)
        {
            throw new NetworkFileException($"the shape of {tensor} is of more bytes than 2^63.", file, tensor.Name, exception);
        }

        if (tensor.End - tensor.Begin != size)
        {
            throw new NetworkFileException(
                $"expected {size} bytes, as {tensor} has; its data_offsets go from {tensor.Begin} to {tensor.End}.", file, tensor.Name);
        }
    }

    private long[] ReadNumbers(string tensor, string key, int most)
    {
        var numbers = new List<long>();
        Next("an array", JsonTokenType.StartArray);
        while (Next("a whole number", JsonTokenType.Number, JsonTokenType.EndArray) == JsonTokenType.Number)
        {
            if (!json.TryGetInt64(out long number) || number < 0 || numbers.Count == most)
            {
                throw new NetworkFileException(
                    $"expected in {key} at most {most} whole numbers from 0 to 2^63 − 1; found others or more.", file, tensor);
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private JsonTokenType Next(string expected, JsonTokenType type, JsonTokenType? otherwise = null)
    {
        json.Read();
        return json.TokenType == type || json.TokenType == otherwise
            ? json.TokenType
            : throw Wrong(expected, json.TokenType.ToString());
    }

    private readonly NetworkFileException Wrong(string expected, string found) =>
        new($"at byte {json.TokenStartIndex} of the header, expected {expected}; found {found}.", file);
}
