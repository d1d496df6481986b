namespace AutoBackprop.Core;

/// <summary>A kind of method that is generated for a [Differentiable] method: its name, how the method becomes it, its signature
/// and how its results are handed over. A further kind is one more of these.</summary>
public abstract class Member
{
    public static readonly Member Gradient = new GradientMember(), Backward = new BackwardMember(), Value = new ValueMember(),
        Tangent = new TangentMember(),
        HessianVector = new HessianVectorMember(), Jacobian = new JacobianMember(), Hessian = new HessianMember();

    /// <summary>In the order in which they are written.</summary>
    public static readonly IReadOnlyList<Member> All = [Gradient, Backward, Value, Tangent, HessianVector, Jacobian, Hessian];

    public abstract Derivatives Kind { get; }

    /// <summary>There is one for a method that returns one number alone.</summary>
    public virtual bool NeedsNumber => false;

    /// <summary>Behind the name of the method.</summary>
    public string Suffix => Kind.ToString();

    /// <summary>How often it differentiates: 0, 1 or 2.</summary>
    public virtual int Order => 1;

    /// <summary>Tangents go through the method.</summary>
    public virtual bool IsForward(Method method) => false;

    /// <summary>The body of the method may run more than once.</summary>
    public virtual bool IsRepeated(Method method) => false;

    /// <summary>The method as it is differentiated: methods of the library may stand for what they mean.</summary>
    public Method Begin(Method primal) => Order > 1 ? StructuredRules.Computed(primal) : primal;

    /// <summary>The method, knowing of which matrices of derivatives its parameters have columns.</summary>
    public virtual Method Arranged(Method primal, Model model) => primal;

    /// <summary>The method with its derivative, not yet optimised.</summary>
    public abstract Method Derive(Method prepared);

    /// <summary>What comes of that, prepared once more, with its derivative.</summary>
    public virtual Method DeriveAgain(Method prepared) => prepared;

    /// <summary>Its parameters in order, for a method with parameters and a result of these shapes.</summary>
    public abstract IEnumerable<MemberParameter> Parameters(IReadOnlyList<Shape> parameters, Shape? result);

    /// <summary>Documentation, signature, and the body; one that throws where the method was refused.</summary>
    public abstract void Write(MethodEmitter writer, CompiledMember compiled);

    public static Member Of(Derivatives kind) => All.First(m => m.Kind == kind);

    public static IEnumerable<Member> In(Derivatives wanted) => All.Where(m => (wanted & m.Kind) != 0);

    protected static IEnumerable<MemberParameter> Each(ParameterKind kind, IReadOnlyList<Shape> parameters, Func<Shape, bool> of) =>
        Enumerable.Range(0, parameters.Count).Where(i => of(parameters[i])).Select(i => new MemberParameter(kind, i));
}
