using System.Globalization;

namespace Samples;

/// <summary>Options of the form <c>--name value</c>. What is wrong with one is said by a <see cref="FormatException"/>.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> values = [];

    /// <exception cref="FormatException">A name is none of these, or its value is missing.</exception>
    public CommandLine(string[] arguments, params ReadOnlySpan<string> names)
    {
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (!names.Contains(arguments[i]))
            {
                throw new FormatException($"'{arguments[i]}' is no option.");
            }

            values[arguments[i]] = i + 1 < arguments.Length ? arguments[i + 1] : throw new FormatException($"{arguments[i]} wants a value.");
        }
    }

    public bool Has(string name) => values.ContainsKey(name);

    public string Text(string name, string missing) => values.GetValueOrDefault(name, missing);

    /// <summary>One of some words, in lower case.</summary>
    /// <exception cref="FormatException">It is none of them.</exception>
    public string Choice(string name, string missing, params ReadOnlySpan<string> choices)
    {
        string text = Text(name, missing).ToLowerInvariant();
        return choices.Contains(text)
            ? text
            : throw new FormatException($"{name} is {string.Join(", ", choices[..^1])} or {choices[^1]}; '{text}' came.");
    }

    /// <exception cref="FormatException">It is no whole number from least to most.</exception>
    public ulong Number(string name, ulong missing, ulong least, ulong most) =>
        !values.TryGetValue(name, out string? text) ? missing
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) && value >= least && value <= most ? value
        : throw new FormatException($"{name} is a whole number from {least} to {most}; '{text}' came.");
}
