using System.Globalization;
using Simd.Nets.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return LadderCommands.Run(args);
