// Convolutional networks declared in this folder, on Fashion-MNIST: dotnet run -c Release --project samples/Vision
using System.Globalization;
using Samples;
using Simd.Nets;
using Vision;
using Vision.Networks;

string[] classes =
    ["t-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot"];

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--help" or "-h", ..])
{
    Console.WriteLine(Options.Usage);
    return 0;
}

try
{
    Options options = Options.Parse(args);
    switch (options.Model)
    {
        case "lenet":
            Run<LeNet5>(Recipe.Plain, options);
            break;
        case "resnet":
            Run<ResNet20>(Recipe.Deep, options);
            break;
        default:
            Run<DenseNet22>(Recipe.Deep, options);
            break;
    }

    return 0;
}
catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(fault.Message);
    Console.Error.WriteLine(Options.Usage);
    return 1;
}

void Run<TNetwork>(Recipe recipe, Options options)
    where TNetwork : class, INetwork<TNetwork, float>
{
    var (train, test) = FashionMnist.Load(options.Path);
    train = train.Take(options.Limit ?? train.Count);
    Console.WriteLine(TNetwork.Schema.Summary);
    Console.WriteLine($"{train.Count:N0} images to train on, {test.Count:N0} to test with, augmentation: {options.Augmentation}");

    int epochs = options.Epochs ?? recipe.Epochs;
    LastBatch lastBatch = train.Count % recipe.Batch == 1 ? LastBatch.Drop : LastBatch.Keep; // batch normalisation wants two
    long steps = epochs * (lastBatch == LastBatch.Drop ? train.Count / recipe.Batch : (train.Count + recipe.Batch - 1L) / recipe.Batch);
    var trainer = new Trainer<TNetwork>(TNetwork.Create(options.Seed), recipe.Optimizer()) { Schedule = recipe.Schedule?.Invoke(steps) };
    var progress = new ProgressLine();
    TrainingRun run = trainer.Fit(
        train,
        recipe.Batch,
        epochs,
        options.Seed,
        lastBatch,
        Recipe.AugmentationOf(options.Augmentation),
        progress: progress);
    EvaluationReport result = default;
    var confusion = new ConfusionMatrix(classes.Length, classes);
    foreach (EpochReport epoch in run)
    {
        result = trainer.Evaluate(test, confusion);
        progress.Clear();
        Console.WriteLine(
            $"epoch {epoch.Epoch,3}/{epoch.Epochs}  loss {epoch.Loss:0.0000}  test accuracy {result.Accuracy:0.0000}  {epoch.SamplesPerSecond,10:N0} images/s");
    }

    Console.WriteLine();
    Console.WriteLine(confusion);
    Console.WriteLine();
    Console.WriteLine($"test accuracy {result.Accuracy:0.0000}, vector path {SimdPath.Active}");
}
