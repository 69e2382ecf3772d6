using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Simd.Nets.Generators.Tests.Harness;

/// <summary>Source whose spans between <c>[|</c> and <c>|]</c> are where diagnostics are expected.</summary>
internal sealed record MarkedSource(string Text, IReadOnlyList<TextSpan> Spans)
{
    public static MarkedSource Parse(string marked)
    {
        var text = new StringBuilder();
        var spans = new List<TextSpan>();
        var starts = new Stack<int>();
        for (int i = 0; i < marked.Length; i++)
        {
            switch (marked.AsSpan(i))
            {
                case ['[', '|', ..]:
                    starts.Push(text.Length);
                    i++;
                    break;
                case ['|', ']', ..]:
                    spans.Add(TextSpan.FromBounds(starts.Pop(), text.Length));
                    i++;
                    break;
                default:
                    text.Append(marked[i]);
                    break;
            }
        }

        return new(text.ToString(), [.. spans.OrderBy(span => span)]);
    }
}
