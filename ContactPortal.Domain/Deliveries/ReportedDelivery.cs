using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ContactPortal.Domain.Deliveries;

/// <summary>A delivery as posted by a reporting system, not validated yet (D2).</summary>
/// <param name="Organisation">The municipality's code.</param>
/// <param name="Type">The delivery type's code.</param>
/// <param name="Period">The month, "2026-11".</param>
/// <param name="DeliveryId">The reporting system's own id of the delivery.</param>
/// <param name="Records">How many records it holds.</param>
/// <param name="Errors">What the validation found; up to 50,000.</param>
public sealed record ReportedDelivery(
    int? Organisation, string? Type, string? Period, string? DeliveryId, int? Records, ImmutableArray<ReportedError?>? Errors)
{
    /// <summary>The maximum number of errors in a delivery.</summary>
    public const int MaxErrors = 50_000;

    /// <summary>The same delivery with every CPR number in its errors masked (D9).</summary>
    public ReportedDelivery Masked() => this with { Errors = Errors?.Select(error => error?.Masked()).ToImmutableArray() };

    /// <summary>
    /// A digest of the whole content, independent of the JSON's formatting. It is stored, so call it on the masked delivery: a CPR number
    /// could be recovered from a digest by trying all ten-digit numbers.
    /// </summary>
    public byte[] Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, $"{Organisation}\n{Type}\n{Period}\n{DeliveryId}\n{Records}");
        foreach (var error in Errors ?? [])
            Append(hash, $"{error?.Code}\u0001{error?.Text}\u0001{error?.Field}\u0001{error?.Line}\u0001{error?.Reference}\u0002");
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
}
