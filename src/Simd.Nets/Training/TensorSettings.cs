using System.IO.Enumeration;

namespace Simd.Nets;

/// <summary>
/// How training treats each tensor: <c>trainer.Settings["fc1.*"].Frozen = true</c>,
/// <c>trainer.Settings["fc3.weight"].LearningRateFactor = 0.1</c>,
/// <c>trainer.Settings.Where(t => t.Decays).L2Penalty = 1e-4</c>. What is set counts from the next step on.
/// </summary>
public sealed class TensorSettings
{
    private readonly TensorTable tensors;
    private readonly TensorSetting[] rows;

    internal TensorSettings(TensorTable tensors)
    {
        this.tensors = tensors;
        rows = new TensorSetting[tensors.Count];
        Array.Fill(rows, new TensorSetting());
    }

    /// <summary>Every tensor; without parameters a selection of none, which reads as at the start and may be set.</summary>
    public TensorSelection All => new(this, [.. Enumerable.Range(0, rows.Length)]);

    /// <summary>The setting of every tensor, in the table's order.</summary>
    internal ReadOnlySpan<TensorSetting> Rows => rows;

    /// <summary>Grows by one whenever something is set.</summary>
    internal int Version { get; private set; }

    /// <summary>The largest factor of a learning rate.</summary>
    internal double LargestFactor { get; private set; } = 1;

    /// <summary>Whether any penalty is set.</summary>
    internal bool HasPenalties { get; private set; }

    /// <summary>The tensors of a name; <c>*</c> stands for any characters and <c>?</c> for one: <c>"fc1.*"</c>, <c>"*.bias"</c>.</summary>
    /// <exception cref="KeyNotFoundException">There are none; the message lists the names.</exception>
    public TensorSelection this[string pattern]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(pattern);
            int[] found = Indices(tensor => FileSystemName.MatchesSimpleExpression(pattern, tensor.Name, ignoreCase: false));
            return found.Length > 0 ? new(this, found) : throw None($"no tensor is called '{pattern}'");
        }
    }

    /// <summary>The tensors of which a condition holds.</summary>
    /// <exception cref="KeyNotFoundException">There are none; the message lists the names.</exception>
    public TensorSelection Where(Func<TensorEntry, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        int[] found = Indices(condition);
        return found.Length > 0 ? new(this, found) : throw None("the condition holds of no tensor");
    }

    /// <summary>The name of a tensor.</summary>
    internal string NameOf(int index) => tensors[index].Name;

    /// <summary>Changes the settings of some tensors.</summary>
    internal void Change(int[] indices, Func<TensorSetting, TensorSetting> change)
    {
        foreach (int index in indices)
        {
            rows[index] = change(rows[index]);
        }

        Version++;
        LargestFactor = rows.Select(row => row.LearningRateFactor).DefaultIfEmpty(1).Max();
        HasPenalties = rows.Any(row => row.L1Penalty != 0 || row.L2Penalty != 0);
    }

    private int[] Indices(Func<TensorEntry, bool> condition) =>
        [.. Enumerable.Range(0, rows.Length).Where(index => condition(tensors[index]))];

    private KeyNotFoundException None(string what) => new($"{what}; there are {string.Join(", ", tensors.Select(row => row.Name))}.");
}
