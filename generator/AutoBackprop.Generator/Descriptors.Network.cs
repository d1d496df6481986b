using Microsoft.CodeAnalysis;

namespace AutoBackprop.Generator;

/// <summary>AB02xx: networks whose gradient vanishes.</summary>
public static partial class Descriptors
{
    public static readonly DiagnosticDescriptor HiddenSigmoid = Warning("AB0201", "Sigmoid in a hidden layer",
        "{0} in a hidden layer: its slope is at most {1} and near 0 beyond |z| = {2}, and its output is never zero-centred{3}");
    public static readonly DiagnosticDescriptor SaturatingChain = Warning("AB0202", "Chain of saturating activations",
        "{0} saturating activations in a row: {1}; use Relu or Gelu, a residual sum (h + f(h)), or normalise between");
    public static readonly DiagnosticDescriptor SquaredProbability = Warning("AB0203", "Squared error on a probability",
        "Squared error on {0}: its gradient has the factor p (1 - p), which is near 0 where the prediction is surely wrong; {1} cross-entropy with logits has the gradient p - y");
    public static readonly DiagnosticDescriptor ClippedOutput = Warning("AB0204", "Clipped output",
        "Output clipped to 0..1: outside, its slope is 0, so {0} gets no gradient there and stays wrong; Sigmoid has a slope everywhere");
    public static readonly DiagnosticDescriptor SaturatingRecurrence = Warning("AB0205", "Saturating recurrence",
        "{0} is carried through this loop: n iterations scale the gradient by the n-th power of weight times slope (at most {1}), so it vanishes or explodes; a gate (LSTM, GRU) or a residual sum keeps a way with slope 1");
    public static readonly DiagnosticDescriptor CollapsingLayers = Warning("AB0206", "Linear layers collapse",
        "Two linear layers with no activation between: W2 (W1 x + b1) + b2 is one layer with W2 W1 and W2 b1 + b2; put an activation on {0}, or leave one out");
    public static readonly DiagnosticDescriptor DeadOutput = Warning("AB0207", "ReLU at the output",
        "{0} at the output: for z < 0 it is 0 with slope 0, so {1} {2} there and the output never learns");
}
