namespace AutoBackprop;

/// <summary>Makes a static method the backward rule of another method, your own or anybody's. Differentiable methods can then
/// call that method.</summary>
/// <remarks>The signature is that of the generated <c>FBackward</c>: the parameters of the method; the gradient of its result,
/// if it returns one; then one gradient per differentiated parameter, <c>ref</c> for scalars. The rule <b>adds to</b> every
/// gradient and returns the method's value. The compiler checks the signature. A last parameter <c>bool overwriteX = false</c>, one for
/// each array or span <c>x</c> that can have it, has the rule set that gradient, all of it, instead of adding to it: generated code asks for
/// it where the gradient would be zero.</remarks>
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
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class DerivativeOfAttribute(Type type, string method) : Attribute
{
    /// <summary>The type that declares the method.</summary>
    public Type Type { get; } = type;

    /// <summary>The name of the method.</summary>
    public string Method { get; } = method;
}
