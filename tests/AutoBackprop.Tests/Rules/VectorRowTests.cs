using System.Numerics;
using AutoBackprop.Core;

namespace AutoBackprop.Tests;

/// <summary>Every row of the table of System.Numerics: its value against .NET's, its gradient against differences of .NET's.</summary>
public class VectorRowTests
{
    private const int Points = 12;

    private static readonly Dictionary<string, VectorCase> Cases = VectorCase.All.ToDictionary(c => c.Row.Member);

    // How far .NET's forms for vectors are from those for numbers, in units of the last place of the largest number of the result.
    private static readonly string[] Nearly = ["Exp", "Log", "Log2", "Sin", "Cos", "SinCos", "CreateFromYawPitchRoll", "CreateSkew"];

    public static TheoryData<string> Members => [.. Cases.Keys];

    [Theory, MemberData(nameof(Members))]
    public void Value_is_that_of_dotnet_and_gradient_that_of_differences(string member)
    {
        var row = Cases[member];
        var (method, backward) = (BoxedCall.Of(row.Method), BoxedCall.Of(row.Backward));
        var parameters = row.Method.GetParameters().Select(p => new FlatParameter(p)).ToArray();
        var result = row.Method.ReturnType;
        var random = new Random(member.Sum(c => c));
        for (var point = 0; point < Points; point++)
        {
            var at = row.Draw(random);
            List<double> Value(object?[] inputs) => Numbers.All(result, method([.. inputs]));
            var right = Value(at);
            List<double> weights = [.. right.Select(_ => random.Next(-8, 9) / 8.0)];
            var next = 0;
            var seed = Numbers.Map(result, Numbers.IsReal(result) ? Convert.ChangeType(0, result) : Numbers.Empty(result), (_, _) =>
                weights[next++]);
            object?[] all = [.. at, seed, .. parameters.Zip(at).Where(p => p.First.IsActive).Select(p =>
                Numbers.Map(p.First.Type, p.Second, (_, _) => 0))];
            var value = Numbers.All(result, backward(all));
            var unit = (IsSingle(result) ? MathF.BitIncrement(1) - 1 : double.BitIncrement(1) - 1) * Math.Max(1e-30, right.Max(Math.Abs));
            var ulps = Nearly.Any(n => member.Contains($".{n}(", StringComparison.Ordinal)) && result != typeof(Complex) ? 2 : 0;
            for (var i = 0; i < right.Count; i++)
                Assert.True(value[i].Equals(right[i]) || value[i] == right[i] || Math.Abs(value[i] - right[i]) <= ulps * unit,
                    $"{member} at {Shown(at)}: {value[i]:R} for {right[i]:R}, {Math.Abs(value[i] - right[i]) / unit} ulp");
            if (!right.All(double.IsFinite)) continue;

            var gradients = all[(at.Length + 1)..];
            var active = Enumerable.Range(0, at.Length).Where(i => parameters[i].IsActive).ToList();
            for (var k = 0; k < active.Count; k++)
            {
                var p = active[k];
                var numbers = Numbers.All(parameters[p].Type, at[p]);
                var gradient = Numbers.All(parameters[p].Type, gradients[k]);
                for (var n = 0; n < numbers.Count; n++)
                {
                    double Slope(double h) => Value(Moved(h)).Zip(Value(Moved(-h)), (a, b) => a - b).Zip(weights, (d, w) =>
                        d * w).Sum() / (2 * h);
                    object?[] Moved(double h)
                    {
                        var place = 0;
                        return [.. at.Select((v, j) => j != p ? v : Numbers.Map(parameters[j].Type, v, (x, _) =>
                            place++ == n ? x + h : x))];
                    }
                    var step = IsSingle(parameters[p].Type) ? 1e-2 : 1e-3;
                    var (wide, narrow) = (Slope(step), Slope(step / 2));
                    var difference = (4 * narrow - wide) / 3;
                    // A kink or a pole lies within the step.
                    if (!double.IsFinite(difference) || Math.Abs(wide - Slope(step / 8)) > 0.01 * (1 + Math.Abs(difference))) continue;
                    Assert.True(Math.Abs(gradient[n] - difference) <= (IsSingle(parameters[p].Type) || IsSingle(result)
                        ? 1e-2 : 1e-5) * (1 + Math.Abs(difference)),
                        $"{member} at {Shown(at)} by number {n} of argument {p}: {gradient[n]:R}, differences say {difference:R}");
                }
            }
        }
    }

    private static bool IsSingle(Type type) => type != typeof(double) && type != typeof(Complex);

    private static string Shown(object?[] at) => string.Join(", ", at.Select(a => a is Array array ? $"[{string.Join(", ", array.Cast<object>())}]" : $"{a}"));

    [Fact]
    public void Every_type_of_the_table_has_its_members_and_its_constructor() =>
        Assert.All(new[] { typeof(Vector2), typeof(Vector3), typeof(Vector4), typeof(Quaternion), typeof(Plane), typeof(Matrix3x2),
            typeof(Matrix4x4), typeof(Complex) }, type =>
        {
            var members = VectorRules.MembersOf(type.Name)!;
            Assert.Contains(type.GetConstructors(), c => c.GetParameters().Select(p =>
                p.Name!.ToUpperInvariant()).Take(1).SequenceEqual(members.Take(1).Select(m => m.ToUpperInvariant()))
                && c.GetParameters().Length == members.Count);
        });
}
