// Depth × activation × initialiser × remedy on the digits, in a table and pictures: dotnet run -c Release --project samples/GradientLab
using System.Globalization;
using GradientLab;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--help" or "-h", ..])
{
    Console.WriteLine(Options.Usage);
    return 0;
}

try
{
    new Laboratory(Options.Parse(args), Console.Out).Run();
    return 0;
}
catch (FormatException fault)
{
    Console.Error.WriteLine(fault.Message);
    Console.Error.WriteLine(Options.Usage);
    return 2;
}
