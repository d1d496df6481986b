using System.Reflection;
using System.Runtime.CompilerServices;

namespace AutoBackprop.Tests.Duals;

/// <summary>A product with the Hessian at one point, against differences of the gradient that dual numbers give.</summary>
internal sealed class SecondRun(MethodInfo method, CaseForward forward)
{
    private readonly FlatParameter[] _parameters = [.. method.GetParameters().Select(p => new FlatParameter(p))];

    /// <summary>So many components were compared.</summary>
    public int Compared { get; private set; }

    public void At(object?[] inputs)
    {
        var weighed = method.DeclaringType!.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(m => m.Name == method.Name + SecondCopy.Suffix + "Gradient"
                && m.GetParameters().Take(inputs.Length).Select(p => p.ParameterType).SequenceEqual(method.GetParameters().Select(p => p.ParameterType)))
            ?? throw new NotSupportedException(LeftOut.Mark + "not numbers and arrays of them alone");
        object?[] directions = [.. inputs.Select((v, i) => _parameters[i].IsActive ? Weights(i, v) : null)];
        // What throws is looked at elsewhere.
        if (Record.Exception(() => BoxedCall.Of(method)([.. inputs.Select((v, i) => Copy(i, v))])) is not null) return;
        var (slopes, isSmooth) = Gradient(inputs, directions, 0);
        var product = Product(BoxedCall.Of(weighed), inputs);
        const double Step = 1e-3;
        var ((up, isUp), (down, isDown)) = (Gradient(inputs, directions, Step), Gradient(inputs, directions, -Step));
        var ((half, isHalf), (back, isBack)) = (Gradient(inputs, directions, Step / 2), Gradient(inputs, directions, -Step / 2));
        if (!(isSmooth && isUp && isDown && isHalf && isBack)) return;
        List<double> wide = [.. up.Zip(down, (a, b) => (a - b) / (2 * Step))], narrow = [.. half.Zip(back, (a, b) => (a - b) / Step)];
        for (var k = 0; k < slopes.Count; k++)
        {
            var size = 1 + slopes.Max(Math.Abs) + Math.Abs(narrow[k]);
            var expected = (4 * narrow[k] - wide[k]) / 3;
            // A kink nearby, or a jump here: differences tell nothing.
            if (!(Math.Abs(narrow[k] - wide[k]) <= 1e-3 * size) || !(Math.Abs(up[k] + down[k] - 2 * slopes[k]) <= 1e-4 * size)) continue;
            Assert.True(Math.Abs(product[k] - expected) <= 1e-6 * size + 1e-3 * Math.Abs(narrow[k] - wide[k]),
                $"{weighed.Name}[{k}]: {product[k]:R}, differences of forward mode say {expected:R}; all: {string.Join(", ", product)}");
            Compared++;
        }
    }

    private object? Weights(int parameter, object? value)
    {
        var at = 0;
        return Numbers.Map(_parameters[parameter].Type, value, (_, _) => SecondCopy.Weight(parameter, at++));
    }

    private List<double> Product(Func<object?[], object?> call, object?[] inputs)
    {
        int[] active = [.. Enumerable.Range(0, inputs.Length).Where(i => _parameters[i].IsActive)];
        object?[] all = [.. inputs.Select((v, i) => Copy(i, v)), .. active.Where(i => !_parameters[i].IsReturned).Select(i => Copy(i, inputs[i]))];
        var result = call(all) as ITuple;
        var (returned, given) = (1, inputs.Length);
        return [.. active.SelectMany(i => Numbers.All(_parameters[i].Type, _parameters[i].IsReturned ? result![returned++] : all[given++]))];
    }

    private (List<double> Slopes, bool IsSmooth) Gradient(object?[] inputs, object?[] directions, double step)
    {
        object?[] moved = [.. inputs.Select((v, i) => directions[i] is null ? v : Moved(i, v, directions[i], step))];
        var (slopes, isSmooth) = (new List<double>(), true);
        for (var i = 0; i < inputs.Length; i++)
            for (var k = 0; _parameters[i].IsInput && k < Numbers.All(_parameters[i].Type, inputs[i]).Count; k++)
            {
                var (_, slope, _, smooth) = forward.Along(moved, i, k, seeds: null);
                slopes.Add(slope);
                isSmooth &= smooth;
            }
        return (slopes, isSmooth);
    }

    private object? Moved(int parameter, object? value, object? direction, double step)
    {
        var by = new Queue<double>(Numbers.All(_parameters[parameter].Type, direction));
        return Numbers.Map(_parameters[parameter].Type, value, (v, _) => v + step * by.Dequeue());
    }

    private object? Copy(int parameter, object? value) => Numbers.Map(_parameters[parameter].Type, value, (v, _) => v);
}
