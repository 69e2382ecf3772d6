using System.Diagnostics;
using System.Globalization;
using Simd.Nets.Probe;

namespace Simd.Nets.Gradients.Tests.Files;

/// <summary>
/// A process that trains and saves over and over is killed (SIGKILL) at a moment of chance. What it had saved can be resumed, and is what it
/// said that it would save. 10 times; 200 times with <c>SIMDNETS_SLOW=1</c>.
/// </summary>
public class KillTests
{
    [Fact]
    public void A_process_killed_while_it_saves_leaves_a_checkpoint_that_is_whole()
    {
        int kills = Environment.GetEnvironmentVariable("SIMDNETS_SLOW") == "1" ? 200 : 10;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("simdnets");
        string path = Path.Combine(folder.FullName, "run");
        var random = new PhiloxStream((ulong)Environment.TickCount64, 0);
        var said = new Dictionary<long, string>();
        long least = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            using Process child = ProbeProcess.Start(ProbeProcess.SettingsFor(SimdPath.Active), "checkpoints", "--path", path);
            string first = child.StandardOutput.ReadLine() + "\n" + child.StandardOutput.ReadLine() + "\n";
            Thread.Sleep(random.NextInt32(100));
            child.Kill();
            string[] lines = (first + child.StandardOutput.ReadToEnd()).Split('\n');
            child.WaitForExit();

            // A line is complete where another follows: "saving STEPS HASH", then "saved STEPS".
            foreach (string[] words in lines[..^1].Select(line => line.Split(' ')))
            {
                long steps = long.Parse(words[1], CultureInfo.InvariantCulture);
                if (words[0] == "saved")
                {
                    least = steps;
                }
                else
                {
                    said[steps] = words[2];
                }
            }

            if (!folder.EnumerateFiles().Any(file => file.Extension != ".tmp"))
            {
                Assert.Equal(0, least);
                continue;
            }

            (long resumed, string hash) = CheckpointLoop.Resume(path);
            Assert.True(resumed >= least, $"step {least} was saved; step {resumed} was resumed");
            Assert.Equal(said.GetValueOrDefault(resumed, hash), hash);
        }

        Assert.True(least > 0);
        folder.Delete(recursive: true);
    }
}
