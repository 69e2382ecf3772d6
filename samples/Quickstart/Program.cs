// Trains a network declared in this folder on real images: dotnet run -c Release --project samples/Quickstart
using System.Globalization;
using Quickstart;
using Samples;
using Simd.Nets;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--help" or "-h", ..])
{
    Console.WriteLine(Options.Usage);
    return 0;
}

try
{
    Options options = Options.Parse(args);
    if (options.Data == "digits")
    {
        Run(DigitsMlp.Summary(), new DigitsMlp(options.Seed), Digits.Load(), options);
    }
    else
    {
        Run(FashionMlp.Summary(), new FashionMlp(options.Seed), FashionMnist.Load(options.Path), options);
    }

    return 0;
}
catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(fault.Message);
    Console.Error.WriteLine(Options.Usage);
    return 1;
}

static void Run<TNetwork>(string summary, TNetwork network, (DataSet Train, DataSet Test) data, Options options)
    where TNetwork : class, INetwork<TNetwork, float>
{
    Console.WriteLine(summary);
    Console.WriteLine($"{data.Train.Count:N0} images to train on, {data.Test.Count:N0} to test with");

    var trainer = new Trainer<TNetwork>(network, new Adam(1e-3));
    var progress = new ProgressLine();
    EvaluationReport test = default;
    foreach (EpochReport epoch in trainer.Fit(data.Train, options.Batch, options.Epochs, options.Seed, progress: progress))
    {
        test = trainer.Evaluate(data.Test);
        progress.Clear();
        Console.WriteLine(
            $"epoch {epoch.Epoch,3}/{epoch.Epochs}  loss {epoch.Loss:0.0000}  test accuracy {test.Accuracy:0.0000}  {epoch.SamplesPerSecond,10:N0} samples/s");
    }

    Console.WriteLine($"{AllocatedPerStep(trainer, data.Train, options.Batch)} bytes allocated per step, vector path {SimdPath.Active}");
    Console.WriteLine($"test accuracy {test.Accuracy:0.0000}");
}

// Measured on a copy, so that the trained network stays as it was tested.
static long AllocatedPerStep<TNetwork>(Trainer<TNetwork> trainer, DataSet data, int batch)
    where TNetwork : class, INetwork<TNetwork, float>
{
    const int Steps = 100;
    TNetwork copy = TNetwork.Create(0);
    copy.Runtime.CopyFrom(trainer.Network.Runtime);
    var other = new Trainer<TNetwork>(copy, new Adam(1e-3));
    int[] samples = Enumerable.Range(0, Math.Min(batch, data.Count)).ToArray();
    var inputs = new float[samples.Length * data.InputSize];
    var labels = new int[samples.Length];
    data.GatherInputs<float>(samples, inputs);
    data.GatherLabels(samples, labels);
    other.Step(inputs, labels);
    long before = GC.GetAllocatedBytesForCurrentThread();
    for (int step = 0; step < Steps; step++)
    {
        other.Step(inputs, labels);
    }

    return (GC.GetAllocatedBytesForCurrentThread() - before) / Steps;
}
