using System.Reflection;
using Cases;

namespace AutoBackprop.Tests;

/// <summary>Every method of the folder with a <see cref="CaseAttribute"/>: what was generated, against the method itself and its differences.</summary>
public sealed class CaseTests
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    internal static readonly Dictionary<string, (MethodInfo Method, CaseAttribute Case)> All =
        (from type in typeof(CaseAttribute).Assembly.GetTypes()
         where type.Namespace == typeof(CaseAttribute).Namespace && !type.ContainsGenericParameters
         from method in type.GetMethods(Static)
         from data in method.GetCustomAttributes<CaseAttribute>()
         select (Key: $"{type.Name}.{method.Name}({data.Arguments})", method, data)).ToDictionary(c => c.Key, c => (c.method, c.data));

    public static TheoryData<string> Names => [.. All.Keys.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void Value_and_gradient_are_those_of_the_method(string name)
    {
        var (method, data) = All[name];
        var inputs = CaseArguments.Of(data, method);
        var tried = 0;
        foreach (var generated in Generated(method))
        {
            var isBackward = generated.Name == method.Name + "Backward";
            if (!data.Check.HasFlag(isBackward ? Check.Backward : Check.Gradient)) continue;
            new CaseRun(method, generated, isBackward, data).At(inputs);
            tried++;
        }
        Assert.True(tried > 0, "nothing was generated");
    }

    internal static IEnumerable<MethodInfo> Generated(MethodInfo method)
    {
        var given = method.GetParameters().Select(p => p.ParameterType).ToList();
        return method.DeclaringType!.GetMethods(Static)
            .Where(m => m.Name == method.Name + "Gradient" || m.Name == method.Name + "Backward")
            .Where(m => m.GetParameters().Take(given.Count).Select(p => p.ParameterType).SequenceEqual(given))
            .OrderBy(m => m.MetadataToken).GroupBy(m => m.Name).Select(g => g.First());
    }
}
