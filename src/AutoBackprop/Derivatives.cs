namespace AutoBackprop;

/// <summary>The derivatives that <see cref="DifferentiableAttribute"/> can ask for, of a method <c>F</c>.</summary>
[Flags]
public enum Derivatives
{
    /// <summary><c>FGradient</c>: the value and the gradient of a method that returns one number.
    /// Overwrites its destinations.</summary>
    Gradient = 1,

    /// <summary><c>FBackward</c>: takes the gradient of the result and adds that of each parameter to its destination. The form
    /// that composes: other differentiable methods call it.</summary>
    Backward = 2,

    /// <summary><c>FTangent</c>: the value and its change along a given direction, in one forward sweep.</summary>
    Tangent = 4,

    /// <summary><c>FHessianVector</c>: the gradient and the product of the Hessian with a given direction, in one pass.</summary>
    HessianVector = 8,

    /// <summary><c>FJacobian</c>: what the method computes, and one row-major matrix, outputs × inputs, per parameter that it does
    /// not write. Rows: the numbers returned, those left in parameters by reference, then the elements of spans that it writes.</summary>
    Jacobian = 16,

    /// <summary><c>FValue</c>: the method itself with its loops on vectors, and no derivative.</summary>
    Value = 32,

    /// <summary><c>FHessian</c>: the value of a method that returns one number, and the row-major matrix of its second derivatives by
    /// all numbers of all parameters, in order.</summary>
    Hessian = 64,

    /// <summary>With the others, or alone for those that are generated when nothing is asked for: of each also a form that runs on several
    /// cores, <c>FGradientParallel</c>, <c>FBackwardParallel</c>, ..., with the same parameters and a last <c>ParallelOptions? options =
    /// null</c>. Its result does not depend on the number of cores, to the last bit; it may differ from that of the other form by the
    /// order of summation.</summary>
    Parallel = 128,
}
