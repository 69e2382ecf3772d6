using Simd.Nets;

// 2,000 points on two spirals, one in five of them kept to test with. Your own data: DataSet.FromCsv, FromIdx, FromArrays.
var random = new Random(1);
var points = new float[2 * 2_000];
var spirals = new int[2_000];
for (int i = 0; i < spirals.Length; i++)
{
    double turn = random.NextDouble() * 2 * Math.PI;
    double angle = turn + (i % 2 * Math.PI);
    points[2 * i] = (float)((turn * Math.Cos(angle) / 3) + (random.NextDouble() * 0.1));
    points[(2 * i) + 1] = (float)((turn * Math.Sin(angle) / 3) + (random.NextDouble() * 0.1));
    spirals[i] = i % 2;
}

var (train, test) = DataSet.FromArrays(points, inputSize: 2, spirals).Split(index => index % 5 == 4);

var network = new Network(seed: 1);
var trainer = new Trainer<Network>(network, new Adam(1e-2));
foreach (var epoch in trainer.Fit(train, batch: 32, epochs: 30))
    Console.WriteLine(epoch);

Console.WriteLine(trainer.Evaluate(test));
network.Save("spirals.safetensors");
