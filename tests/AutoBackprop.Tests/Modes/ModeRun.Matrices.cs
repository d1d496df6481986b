using System.Reflection;

namespace AutoBackprop.Tests;

/// <summary>Matrices of derivatives: a column of a Jacobian is a tangent, one of a Hessian is its product with a direction.</summary>
internal sealed partial class ModeRun
{
    /// <summary>Each column is the tangent along one number; the value and what is written are those of the method.</summary>
    private IEnumerable<string> Columns()
    {
        if (IsFarOut) yield break;
        object?[] args = [.. _inputs.Select((v, i) => Copy(i, v))];
        var (matrices, result) = Matrices("Jacobian", args);
        var names = _members["Jacobian"].GetParameters()[_inputs.Length..].Select(p => p.Name!["jacobian".Length..].TrimStart('_')).ToList();
        var zero = Direction(1).Select(d => d?.Select(_ => 0.0).ToArray()).ToList();
        for (var i = 0; i < _inputs.Length; i++)
        {
            var name = _parameters[i].Name;
            if (names.FindIndex(n => n == name || n == char.ToUpperInvariant(name[0]) + name[1..]) is not (>= 0 and var at)) continue;
            for (var column = 0; column < zero[i]!.Length; column++)
            {
                var direction = zero.Select(d => d?.ToArray()).ToList();
                direction[i]![column] = 1;
                var outcome = Tangent(direction);
                List<double> expected = [.. _result is null || outcome.Tangent is null ? [] : Numbers.All(_result, outcome.Tangent), .. Left(names, outcome)];
                for (var row = 0; row < expected.Count; row++)
                {
                    var found = matrices[at][row * zero[i]!.Length + column];
                    if (!Close(found, expected[row], IsSingle ? 2e-4 : 1e-9)) yield return $"Jacobian: row {row}, column {column} of {name} is {found:R}, the tangent {expected[row]:R}";
                }
                if (column > 0) continue;
                if (_result is not null && Numbers.All(_result, result).Zip(Numbers.All(_result, outcome.Result)).Any(p => !Close(p.First, p.Second, IsSingle ? 1e-5 : 1e-12)))
                    yield return $"Jacobian: the value is {result}, the tangent's {outcome.Result}";
                for (var k = 0; k < args.Length; k++)
                    if (_parameters[k].IsActive && Numbers.All(_parameters[k].Type, args[k]).Zip(Numbers.All(_parameters[k].Type, outcome.Args[k])).Any(p => !Close(p.First, p.Second, IsSingle ? 1e-5 : 1e-12)))
                        yield return $"Jacobian: leaves something else in parameter {k} than the tangent";
            }
        }
    }

    // At an infinity one sweep may know less than the other.
    private bool IsFarOut => _inputs.SelectMany((v, i) => _parameters[i].IsActive ? Numbers.All(_parameters[i].Type, v) : []).Any(v => !double.IsFinite(v));

    /// <summary>The tangents of what is left in parameters: numbers first.</summary>
    private IEnumerable<double> Left(List<string> columns, Outcome outcome)
    {
        var left = Enumerable.Range(0, _inputs.Length).Where(i => Leaves(i) && !columns.Exists(n => n.Equals(_parameters[i].Name, StringComparison.OrdinalIgnoreCase))).ToList();
        return left.OrderBy(i => _parameters[i].Info!.ParameterType.IsByRef ? 0 : 1).SelectMany(i => Numbers.All(_parameters[i].Type, outcome.Tangents![i]));
    }

    /// <summary>Each column is a product with one direction, and the matrix is symmetric.</summary>
    private IEnumerable<string> Symmetric()
    {
        if (IsFarOut) yield break;
        var (matrices, result) = Matrices("Hessian", [.. _inputs.Select((v, i) => Copy(i, v))]);
        var zero = Direction(1).Select(d => d?.Select(_ => 0.0).ToArray()).ToList();
        var (hessian, row, tolerance) = (matrices[0], 0, IsSingle ? 2e-4 : 1e-9);
        var largest = hessian.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        var count = Enumerable.Range(0, _inputs.Length).Where(i => _parameters[i].IsInput).Sum(i => zero[i]!.Length);
        foreach (var i in Enumerable.Range(0, _inputs.Length).Where(i => _parameters[i].IsInput))
            for (var component = 0; component < zero[i]!.Length; component++, row++)
            {
                var direction = zero.Select(d => d?.ToArray()).ToList();
                direction[i]![component] = 1;
                var product = HessianVector(direction);
                if (row == 0 && !Close(Convert.ToDouble(result), product.Value, IsSingle ? 1e-5 : 1e-12)) yield return $"Hessian: the value is {result}, that of the product {product.Value:R}";
                // A number in no direction may spoil a product, but not the matrix.
                for (var column = 0; column < count; column++)
                    if (!double.IsNaN(product.Hessian[column]) && !Close(hessian[column * count + row], product.Hessian[column], tolerance, 1e-5 * largest) || _isSmooth && !Close(hessian[row * count + column], hessian[column * count + row], tolerance, largest))
                        yield return $"Hessian: row {column}, column {row} is {hessian[column * count + row]:R}, the product says {product.Hessian[column]:R}, across it is {hessian[row * count + column]:R}";
            }
    }

    private static bool Close(double a, double b, double tolerance, double size) => Close(a, b, tolerance) || Math.Abs(a - b) <= tolerance * size;

    private (List<List<double>> Matrices, object? Result) Matrices(string member, object?[] args)
    {
        var method = _members[member];
        var numbers = Enumerable.Range(0, _inputs.Length).Where(i => _parameters[i].IsActive).Sum(i => Numbers.All(_parameters[i].Type, _inputs[i]).Count) + 16;
        var memory = method.GetParameters()[args.Length..].Select(p => Array.CreateInstance(p.ParameterType.GetGenericArguments()[0], numbers * numbers)).ToList();
        foreach (var m in memory) for (var i = 0; i < m.Length; i++) m.SetValue(Convert.ChangeType(double.NaN, m.GetType().GetElementType()!), i);
        object?[] all = [.. args, .. memory];
        var result = BoxedCall.Of(method)(all);
        Array.Copy(all, args, args.Length);
        return ([.. memory.Select(m => m.Cast<object>().Select(Convert.ToDouble).ToList())], result);
    }
}
