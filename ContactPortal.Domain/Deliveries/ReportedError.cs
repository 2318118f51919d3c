namespace ContactPortal.Domain.Deliveries;

/// <summary>An error as posted by a reporting system.</summary>
/// <param name="Code">The validation's code.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Field">The field, optional.</param>
/// <param name="Line">The line, optional.</param>
/// <param name="Reference">The municipality's own reference, optional.</param>
public sealed record ReportedError(string? Code, string? Text, string? Field, int? Line, string? Reference)
{
    /// <summary>The same error with every CPR number masked (D9).</summary>
    public ReportedError Masked() => this with { Code = Mask(Code), Text = Mask(Text), Field = Mask(Field), Reference = Mask(Reference) };

    private static string? Mask(string? text) => text is null ? null : CprMask.MaskIn(text);
}
