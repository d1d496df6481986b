namespace AutoBackprop.Core;

/// <summary>What a parameter of a generated member is: one of the method's own, or what goes with one.</summary>
public enum ParameterKind { Primal, Adjoint, Gradient, Tangent, Hessian, Jacobian }

/// <param name="Of">The number of the method's parameter; -1 for its result.</param>
public sealed record MemberParameter(ParameterKind Kind, int Of);
