namespace AutoBackprop;

/// <summary>Asks the compiler to write the derivative of a method, operator, conversion, indexer or property getter, next to it in
/// its partial type: for a method <c>F</c> the members <c>FGradient</c>, <c>FBackward</c>, <c>FTangent</c> and others, as
/// <see cref="AutoBackprop.Derivatives"/> lists them. Those of an operator are named after it (<c>AdditionBackward</c>,
/// <c>MultiplyBackward</c>, as C# calls
/// <c>op_Addition</c>), those of an indexer <c>ItemBackward</c>.</summary>
/// <remarks>Every parameter that holds <see cref="float"/> or <see cref="double"/> is differentiated, unless it is marked
/// <see cref="NoGradientAttribute"/>. What cannot be differentiated is an error on the line that contains it.</remarks>
/// <example><code>
/// public static partial class Model
/// {
///     [Differentiable]
///     public static double Square(double x) => x * x;
/// }
///
/// var (value, gradX) = Model.SquareGradient(3);   // (9, 6)
/// </code></example>
/// <param name="derivatives">Which derivatives to write; zero for the default.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true)]
public sealed class DifferentiableAttribute(Derivatives derivatives) : Attribute
{
    /// <summary>Asks for the default: <see cref="Derivatives.Gradient"/> for a method that returns one number (and
    /// <see cref="Derivatives.Backward"/> too where other assemblies can call it), <see cref="Derivatives.Backward"/> for every
    /// other.</summary>
    public DifferentiableAttribute() : this(default) { }

    /// <summary>Which derivatives to write; zero for the default.</summary>
    public Derivatives Derivatives { get; } = derivatives;

    /// <summary>The parameters, and members of the object, that alone are differentiated; null for all. <c>Of = [nameof(image)]</c>:
    /// a saliency map, and none of the gradients of the weights.</summary>
    public string[]? Of { get; set; }

    /// <summary>How the generated members begin, in place of the method's name: <c>Name = "Saliency"</c> for
    /// <c>SaliencyGradient</c>. A method can have several of these attributes, by different names.</summary>
    public string? Name { get; set; }

    /// <summary>Of an instance method: whether the object is differentiated, too. By default a struct is (its gradient comes first,
    /// <c>gradThis</c>), and a class is data.</summary>
    public Receiver Receiver { get; set; }
}
