using System.Reflection;

namespace AutoBackprop.Tests;

/// <summary>Every function of the array zoo: its gradient against differences, at lengths around those of the vectors.</summary>
public class ArrayZooTests
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static TheoryData<string> Functions => [.. typeof(ArrayZoo).GetMethods(Static)
        .Where(m => m.IsDefined(typeof(DifferentiableAttribute)) && m.GetParameters() is [{ ParameterType: var type }] && type == typeof(ReadOnlySpan<double>))
        .Select(m => m.Name)];

    private static (ArrayCheck.Value F, ArrayCheck.Gradient Gradient) Of(string name) =>
        (Method(name).CreateDelegate<ArrayCheck.Value>(), Method(name + "Gradient").CreateDelegate<ArrayCheck.Gradient>());

    private static MethodInfo Method(string name) => typeof(ArrayZoo).GetMethod(name, Static) ?? throw new InvalidOperationException($"no {name}");

    [Theory, MemberData(nameof(Functions))]
    public void Gradient_agrees_with_differences(string name)
    {
        var (f, gradient) = Of(name);
        foreach (var length in Enumerable.Range(0, 81).Append(1000))
        {
            var x = ArrayCheck.Data(length, 31 * length + name.Length);
            var kept = (double[])x.Clone();
            var gradX = new double[length + 3];
            Array.Fill(gradX, 7);
            var value = gradient(x, gradX);
            var wrong = ArrayCheck.Differs(v => f(v), x, value, gradX, length > 80 ? 6 : 20);
            Assert.True(wrong is null, $"{name}: {wrong}");
            Assert.Equal([7, 7, 7], gradX[length..]);
            Assert.Equal(kept, x);
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void Twice_the_same_gives_the_same(string name)
    {
        var (_, gradient) = Of(name);
        var x = ArrayCheck.Data(61, 5);
        var (first, second) = (new double[61], new double[61]);
        Assert.Equal(gradient(x, first), gradient(x, second));
        Assert.Equal(first, second);
    }

    [Theory, MemberData(nameof(Functions))]
    public void Warm_calls_allocate_nothing(string name)
    {
        var (_, gradient) = Of(name);
        foreach (var length in (int[])[7, 64, 200])
        {
            var (x, gradX) = (ArrayCheck.Data(length, 3), new double[length]);
            Assert.Equal(0, Allocated.By(() => gradient(x, gradX)));
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void Destination_is_checked_before_anything_is_written(string name)
    {
        var (_, gradient) = Of(name);
        var x = ArrayCheck.Data(12, 1);
        var kept = (double[])x.Clone();
        var gradX = new double[11];
        Assert.Equal("gradX", Assert.Throws<ArgumentException>(() => gradient(x, gradX)).ParamName);
        Assert.All(gradX, g => Assert.Equal(0, g));
        Assert.Throws<ArgumentException>(() => gradient(x, x));
        Assert.Throws<ArgumentException>(() => gradient(x.AsSpan(0, 6), x.AsSpan(5, 6)));
        Assert.Equal(kept, x);
        gradient(x.AsSpan(0, 6), x.AsSpan(6, 6)); // side by side
    }
}
