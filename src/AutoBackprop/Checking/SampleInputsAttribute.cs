namespace AutoBackprop;

/// <summary>Where <see cref="Gradients.CheckAll(Type, int, int, double)"/> finds arguments for a method that it cannot make up: a curve
/// that must rise, a matrix whose size is another argument, a delegate.</summary>
/// <param name="member">A static field, property or method without parameters of the same type. It gives a sequence of samples; each is
/// an array or a tuple of all arguments in order, after the object of an instance method, or the one argument itself. A span is given as
/// an array.</param>
/// <example><code>
/// [Differentiable, SampleInputs(nameof(Curves))]
/// public static double Discount(double[] times, double[] rates, double t) => ...
///
/// private static IEnumerable&lt;object[]&gt; Curves => [[new double[] { 1, 2, 5 }, new double[] { 0.01, 0.02, 0.03 }, 1.5]];
/// </code></example>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class SampleInputsAttribute(string member) : Attribute
{
    /// <summary>The name of the member that gives the samples.</summary>
    public string Member => member;
}
