using System.Globalization;

namespace Simd.Nets.Probe;

/// <summary>A command and its options: <c>replay --cases 1000 --seed 7</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> options = [];

    public Arguments(string[] arguments)
    {
        Command = arguments.Length == 0 ? "" : arguments[0];
        for (int i = 1; i + 1 < arguments.Length; i += 2)
        {
            options[arguments[i].TrimStart('-')] = arguments[i + 1];
        }
    }

    public string Command { get; }

    public string? Text(string option) => options.GetValueOrDefault(option);

    public int Number(string option, int otherwise) =>
        Text(option) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
