namespace Simd.Nets;

/// <summary>Whether a network can be trained or tested on a data set, found out before anything is done.</summary>
internal static class DataSetChecks
{
    /// <summary>That sizes and targets fit.</summary>
    public static void RequireFor(NetworkSchema schema, SampleSource data, string parameter)
    {
        ArgumentNullException.ThrowIfNull(data, parameter);
        if (schema.Targets == TargetKind.None)
        {
            throw new InvalidOperationException(
                $"{schema.Name} declares no loss: end its Layers with one, or train with Forward, Backward and Update.");
        }

        if (data.InputSize != schema.InputSize)
        {
            throw new ArgumentException(
                $"{schema.Name} takes {schema.InputSize} inputs a sample; the data set has {data.InputSize}: declare the data's size in Input, "
                + "or bring the data to the network's.",
                parameter);
        }

        if (data.Targets != schema.Targets)
        {
            throw new ArgumentException(
                schema.Targets == TargetKind.Labels
                    ? $"{schema.Name} ends in a loss of classes, which takes labels; the data set has target values."
                    : $"{schema.Name} ends in a loss of values, which takes target values; the data set has labels.",
                parameter);
        }

        if (schema.Targets == TargetKind.Values && data.TargetSize != schema.OutputSize)
        {
            throw new ArgumentException(
                $"{schema.Name} has {schema.OutputSize} outputs; the data set has {data.TargetSize} target values a sample.", parameter);
        }

        if (data is DataSet set && set.Classes > schema.OutputSize)
        {
            RequireLabels(schema, set, parameter);
        }

        if (data is DataSet values && schema.TargetsAreProbabilities)
        {
            RequireProbabilities(schema, values, parameter);
        }
    }

    /// <summary>That nothing asks for a validation set, as there is none.</summary>
    public static void RequireNoValidation(Metric[] metrics, EarlyStopping? stopping)
    {
        if (stopping is { Monitor.NeedsValidation: true })
        {
            throw new ArgumentException(
                $"early stopping looks at the {stopping.Monitor}, and there is no validation set: pass validation, or "
                + "Monitor = Monitored.TrainingLoss.",
                "earlyStopping");
        }

        if (metrics.Length > 0)
        {
            throw new ArgumentException("metrics are measured on the validation set, and there is none: pass validation.", nameof(metrics));
        }
    }

    /// <summary>That the schedule lasts as long as the run, and waits for the monitored value to go where it should.</summary>
    public static void RequireSchedule(LearningRateSchedule? schedule, Monitored monitor, long done, long steps)
    {
        schedule?.RequireLength(done + steps, "epochs", done);
        if (schedule?.Maximizes is bool maximizes && maximizes != monitor.LargerIsBetter)
        {
            throw new ArgumentException(
                $"the schedule waits for what it is told to {(maximizes ? "grow" : "shrink")}, and is told the {monitor.Name}: make it "
                + $"LearningRateSchedule.Plateau(maximize: {(maximizes ? "false" : "true")}), or let early stopping monitor another value.",
                "earlyStopping");
        }
    }

    private static void RequireProbabilities(NetworkSchema schema, DataSet data, string parameter)
    {
        var row = new double[data.TargetSize];
        for (int sample = 0; sample < data.Count; sample++)
        {
            data.GatherTargets<double>([sample], row);
            int column = Array.FindIndex(row, value => value is not (>= 0 and <= 1));
            if (column >= 0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"{schema.Name} ends in BinaryCrossEntropy, so targets lie in [0, 1]; sample {sample} of the data set ")
                    + FormattableString.Invariant($"has the target {row[column]} in column {column}."),
                    parameter);
            }
        }
    }

    // A view may do without the label that the whole set has too many.
    private static void RequireLabels(NetworkSchema schema, DataSet data, string parameter)
    {
        for (int sample = 0; sample < data.Count; sample++)
        {
            if (data.LabelOf(sample) >= schema.OutputSize)
            {
                throw new ArgumentException(
                    $"{schema.Name} has {schema.OutputSize} outputs, so labels go from 0 to {schema.OutputSize - 1}; "
                    + $"sample {sample} of the data set has the label {data.LabelOf(sample)}.",
                    parameter);
            }
        }
    }
}
