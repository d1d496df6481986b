namespace AutoBackprop;

/// <summary>Makes a static method the backward rule of another method, your own or anybody's, or its rule for tangents. Differentiable
/// methods can then call that method.</summary>
/// <remarks>The signature is that of the generated <c>FBackward</c>: the parameters of the method; the gradient of its result,
/// if it returns one; then one gradient per differentiated parameter, <c>ref</c> for scalars. The rule <b>adds to</b> every
/// gradient and returns the method's value. The compiler checks the signature. A last parameter <c>bool overwriteX = false</c>, one for
/// each array or span <c>x</c> that can have it, has the rule set that gradient, all of it, instead of adding to it: generated code asks
/// for it where the gradient would be zero.
/// <para>A rule for <see cref="Derivatives.Tangent"/> has the signature of the generated <c>FTangent</c>: each differentiated parameter is
/// followed by its tangent, and the method's value comes back with its own. <c>FTangent</c> asks for it; where one number comes out of the
/// method the backward rule will do.</para></remarks>
/// <example><code>
/// [DerivativeOf(typeof(Physics), nameof(Physics.Drag))]
/// static double DragBackward(double speed, double gradResult, ref double gradSpeed)
/// {
///     gradSpeed += gradResult * 2 * speed;
///     return Physics.Drag(speed);
/// }
/// </code></example>
/// <param name="type">The type that declares the method.</param>
/// <param name="method">The name of the method; the parameters of the rule tell overloads apart.</param>
/// <param name="derivative"><see cref="Derivatives.Backward"/> or <see cref="Derivatives.Tangent"/>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class DerivativeOfAttribute(Type type, string method, Derivatives derivative) : Attribute
{
    /// <summary>Makes a static method the backward rule of another.</summary>
    /// <param name="type">The type that declares the method.</param>
    /// <param name="method">The name of the method; the parameters of the rule tell overloads apart.</param>
    public DerivativeOfAttribute(Type type, string method) : this(type, method, Derivatives.Backward) { }

    /// <summary>What it is the rule of: <see cref="Derivatives.Backward"/> or <see cref="Derivatives.Tangent"/>.</summary>
    public Derivatives Derivative { get; } = derivative;

    /// <summary>The type that declares the method.</summary>
    public Type Type { get; } = type;

    /// <summary>The name of the method.</summary>
    public string Method { get; } = method;
}
