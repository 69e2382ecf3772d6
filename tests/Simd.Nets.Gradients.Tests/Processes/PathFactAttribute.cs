namespace Simd.Nets.Gradients.Tests;

/// <summary>A fact about one path of the kernels, skipped with a reason on machines that cannot take that path.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PathFactAttribute : FactAttribute
{
    public PathFactAttribute(SimdPath path)
    {
        if (path > SimdPath.Active)
        {
            Skip = $"this machine goes as far as {SimdPath.Active}; {path} is beyond it.";
        }
    }
}

/// <summary>A fact that needs mmap and mprotect as Linux has them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "guard pages are made with the system calls of Linux.";
        }
    }
}
