using System.Text.Json.Serialization;
using GradBench.Modules;

namespace GradBench.Protocol;

/// <summary>The types that cross the protocol.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Message)), JsonSerializable(typeof(Response)), JsonSerializable(typeof(Runs))]
[JsonSerializable(typeof(double)), JsonSerializable(typeof(double[])), JsonSerializable(typeof(double[][]))]
[JsonSerializable(typeof(GaussianMixture.Input), TypeInfoPropertyName = "GaussianMixtureInput")]
[JsonSerializable(typeof(BundleAdjustment.Input), TypeInfoPropertyName = "BundleAdjustmentInput")]
[JsonSerializable(typeof(LongShortTermMemory.Input), TypeInfoPropertyName = "LongShortTermMemoryInput")]
[JsonSerializable(typeof(HandTracking.Input), TypeInfoPropertyName = "HandTrackingInput")]
[JsonSerializable(typeof(KMeans.Input), TypeInfoPropertyName = "KMeansInput")]
[JsonSerializable(typeof(LogSumExp.Input), TypeInfoPropertyName = "LogSumExpInput")]
[JsonSerializable(typeof(LeastSquares.Input), TypeInfoPropertyName = "LeastSquaresInput")]
[JsonSerializable(typeof(Determinant.Input), TypeInfoPropertyName = "DeterminantInput")]
[JsonSerializable(typeof(OrdinaryDifferentialEquation.Input), TypeInfoPropertyName = "OrdinaryDifferentialEquationInput")]
[JsonSerializable(typeof(Particle.Input), TypeInfoPropertyName = "ParticleInput")]
[JsonSerializable(typeof(Saddle.Input), TypeInfoPropertyName = "SaddleInput")]
[JsonSerializable(typeof(GaussianMixture.Gradient)), JsonSerializable(typeof(BundleAdjustment.Errors))]
[JsonSerializable(typeof(SparseMatrix))]
public sealed partial class Json : JsonSerializerContext;
