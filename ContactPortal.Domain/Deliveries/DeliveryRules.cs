using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Text;

namespace ContactPortal.Domain.Deliveries;

/// <summary>Validates posted deliveries. Pure; reports all errors, up to 100.</summary>
public static class DeliveryRules
{
    /// <summary>The maximum length of a delivery's id, in characters.</summary>
    public const int LongestId = 100;

    /// <summary>The maximum length of an error's code, in characters.</summary>
    public const int LongestCode = 50;

    /// <summary>The maximum length of an error's text, in characters.</summary>
    public const int LongestText = 1000;

    /// <summary>The maximum length of a field's name or a reference, in characters.</summary>
    public const int LongestReference = 200;

    private const int MaxReportedFaults = 100;

    /// <summary>Validates a delivery received in the given month.</summary>
    /// <param name="delivery">What was posted.</param>
    /// <param name="types">The codes of the delivery types.</param>
    /// <param name="current">The present month.</param>
    public static ImmutableArray<DeliveryValidationError> Validate(
        ReportedDelivery delivery, IReadOnlyCollection<string> types, Period current) =>
        [.. Faults(delivery, types, current).Take(MaxReportedFaults)];

    private static IEnumerable<DeliveryValidationError> Faults(ReportedDelivery delivery, IReadOnlyCollection<string> types, Period current)
    {
        if (delivery.Organisation is null)
            yield return new("organisation", DeliveryFault.Missing);
        else if (Municipalities.Find(new(delivery.Organisation.Value)) is null)
            yield return new("organisation", DeliveryFault.UnknownOrganisation);

        if (string.IsNullOrEmpty(delivery.Type))
            yield return new("type", DeliveryFault.Missing);
        else if (!types.Contains(delivery.Type))
            yield return new("type", DeliveryFault.UnknownType);

        if (string.IsNullOrEmpty(delivery.Period))
            yield return new("period", DeliveryFault.Missing);
        else if (Period.Parse(delivery.Period) is not { } period)
            yield return new("period", DeliveryFault.NotAPeriod);
        else if (period > current)
            yield return new("period", DeliveryFault.FuturePeriod);

        foreach (var fault in Text("deliveryId", delivery.DeliveryId, LongestId, required: true))
            yield return fault;

        if (delivery.Records is null)
            yield return new("records", DeliveryFault.Missing);
        else if (delivery.Records < 0)
            yield return new("records", DeliveryFault.OutOfRange);

        foreach (var fault in ErrorFaults(delivery.Errors))
            yield return fault;
    }

    private static IEnumerable<DeliveryValidationError> ErrorFaults(ImmutableArray<ReportedError?>? errors)
    {
        if (errors is not { } given)
        {
            yield return new("errors", DeliveryFault.Missing);
            yield break;
        }

        if (given.Length > ReportedDelivery.MaxErrors)
        {
            yield return new("errors", DeliveryFault.TooManyErrors);
            yield break;
        }

        for (var i = 0; i < given.Length; i++)
        {
            if (given[i] is not { } error)
            {
                yield return new($"errors[{i}]", DeliveryFault.Missing);
                continue;
            }

            foreach (var fault in Text($"errors[{i}].code", error.Code, LongestCode, required: true)
                .Concat(Text($"errors[{i}].text", error.Text, LongestText, required: true))
                .Concat(Text($"errors[{i}].field", error.Field, LongestReference, required: false))
                .Concat(Text($"errors[{i}].reference", error.Reference, LongestReference, required: false)))
            {
                yield return fault;
            }

            if (error.Line < 1)
                yield return new($"errors[{i}].line", DeliveryFault.OutOfRange);
        }
    }

    private static IEnumerable<DeliveryValidationError> Text(string path, string? text, int longest, bool required)
    {
        if (required && string.IsNullOrWhiteSpace(text))
            yield return new(path, DeliveryFault.Missing);
        else if (text?.Length > longest)
            yield return new(path, DeliveryFault.TooLong);
        else if (text is not null && !PlainText.IsPlain(text))
            yield return new(path, DeliveryFault.NotPlain);
    }
}
