using System.Reflection;
using Xunit;

namespace Simd.Nets.Tests;

public class VocabularyNames
{
    [Fact]
    public void No_type_bears_the_name_of_a_layer_since_both_are_imported_side_by_side()
    {
        var types = typeof(Layers).Assembly.GetExportedTypes().Where(type => type.Namespace == "Simd.Nets").Select(type => type.Name);
        var members = typeof(Layers).GetMembers(BindingFlags.Static | BindingFlags.Public).Select(member => member.Name);
        Assert.Empty(types.Intersect(members));
    }
}
