global using Simd.Nets.Generators.Tests.Harness;
global using Xunit;
