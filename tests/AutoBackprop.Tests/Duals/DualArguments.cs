using System.Reflection;

namespace AutoBackprop.Tests.Duals;

/// <summary>Values and their counterparts with dual numbers in the place of real ones, member by member.</summary>
internal sealed class DualArguments(Assembly duals)
{
    private readonly Func<double, double, object> _double = Of<Func<double, double, object>>(duals, "Double");
    private readonly Func<double, double, object> _single = Of<Func<double, double, object>>(duals, "Single");
    private readonly Func<object, double[]> _read = Of<Func<object, double[]>>(duals, "Read");

    private static T Of<T>(Assembly duals, string name) where T : Delegate =>
        duals.GetType("AutoBackprop.Tests.Programs.Forward.Boxed")!.GetMethod(name)!.CreateDelegate<T>();

    /// <param name="tangent">Of the next number that has a gradient.</param>
    public object? Dual(Type real, Type dual, object? value, Func<double> tangent, bool isActive = true)
    {
        if (value is null) return null;
        if (Numbers.IsReal(real)) return (real == typeof(double) ? _double : _single)(Convert.ToDouble(value), isActive ? tangent() : 0);
        if (Numbers.ElementOf(real) is { } element)
        {
            var (array, to) = ((Array)value, Numbers.ElementOf(dual)!);
            var copy = Array.CreateInstance(to, [.. Enumerable.Range(0, array.Rank).Select(array.GetLength)]);
            foreach (var place in Places(array)) copy.SetValue(Dual(element, to, array.GetValue(place), tangent, isActive), place);
            return copy;
        }
        if (real.IsEnum) return Enum.ToObject(dual, value);
        var fields = Numbers.Fields(real);
        if (fields.Length == 0) return real == dual ? value : Activator.CreateInstance(dual);
        var built = Numbers.Empty(dual);
        foreach (var ((field, isConstant), (other, _)) in fields.Zip(Numbers.Fields(dual)))
            Numbers.Set(built, other, Dual(field.FieldType, other.FieldType, Numbers.Get(value, field), tangent, isActive && !isConstant));
        return built;
    }

    /// <summary>Value, tangent and scale of every number that has a gradient.</summary>
    public IEnumerable<double[]> All(Type real, Type dual, object? value)
    {
        if (value is null) return [];
        if (Numbers.IsReal(real)) return [_read(value)];
        if (Numbers.ElementOf(real) is { } element)
            return ((System.Collections.IEnumerable)value).Cast<object?>().SelectMany(v => All(element, Numbers.ElementOf(dual)!, v));
        return Numbers.Fields(real).Zip(Numbers.Fields(dual)).Where(f => !f.First.IsConstant)
            .SelectMany(f => All(f.First.Field.FieldType, f.Second.Field.FieldType, Numbers.Get(value, f.Second.Field)));
    }

    private static IEnumerable<int[]> Places(Array array)
    {
        var place = new int[array.Rank];
        for (var k = 0; k < array.Length; k++)
        {
            for (int d = array.Rank - 1, rest = k; d >= 0; rest /= array.GetLength(d), d--) place[d] = rest % array.GetLength(d);
            yield return place;
        }
    }
}
