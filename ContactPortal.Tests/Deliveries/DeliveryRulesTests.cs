using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Tests.Deliveries;

public sealed class DeliveryRulesTests
{
    private static readonly Period Current = new(2026, 3);

    private static readonly ReportedDelivery Good = ADelivery().With(AnError());

    /// <summary>Every fault of a delivery, with the expected path.</summary>
    public static readonly TheoryData<string, ReportedDelivery> Faulty = new()
    {
        { "organisation: Missing", Good with { Organisation = null } },
        { "organisation: UnknownOrganisation", Good with { Organisation = 0 } },
        { "organisation: UnknownOrganisation", Good with { Organisation = 999 } },
        { "organisation: UnknownOrganisation", Good with { Organisation = int.MinValue } },
        { "type: Missing", Good with { Type = null } },
        { "type: Missing", Good with { Type = "" } },
        { "type: UnknownType", Good with { Type = "amfora" } },
        { "type: UnknownType", Good with { Type = "AMFORA\n" } },
        { "period: Missing", Good with { Period = null } },
        { "period: NotAPeriod", Good with { Period = "marts 2026" } },
        { "period: FuturePeriod", Good with { Period = "2026-04" } },
        { "deliveryId: Missing", Good with { DeliveryId = null } },
        { "deliveryId: Missing", Good with { DeliveryId = " " } },
        { "deliveryId: TooLong", Good with { DeliveryId = new('x', DeliveryRules.LongestId + 1) } },
        { "deliveryId: NotPlain", Good with { DeliveryId = "a\0b" } },
        { "records: Missing", Good with { Records = null } },
        { "records: OutOfRange", Good with { Records = -1 } },
        { "errors: Missing", Good with { Errors = null } },
        { "errors[0]: Missing", Good with { Errors = [null] } },
        { "errors[0].code: Missing", With(AnError(code: "")) },
        { "errors[0].code: TooLong", With(AnError(code: new('A', DeliveryRules.LongestCode + 1))) },
        { "errors[0].code: NotPlain", With(AnError(code: "A\r\nBcc: x")) },
        { "errors[0].text: Missing", With(AnError() with { Text = null }) },
        { "errors[0].text: Missing", With(AnError(text: "  ")) },
        { "errors[0].text: TooLong", With(AnError(text: new('x', DeliveryRules.LongestText + 1))) },
        { "errors[0].text: NotPlain", With(AnError(text: "a\u202eb")) },
        { "errors[0].text: NotPlain", With(AnError(text: "010190\u200b1234")) },
        { "errors[0].text: NotPlain", With(AnError(text: "half \ud83d")) },
        { "errors[0].field: TooLong", With(AnError() with { Field = new('x', DeliveryRules.LongestReference + 1) }) },
        { "errors[0].field: NotPlain", With(AnError() with { Field = "a\tb" }) },
        { "errors[0].reference: TooLong", With(AnError(reference: new('x', DeliveryRules.LongestReference + 1))) },
        { "errors[0].reference: NotPlain", With(AnError(reference: "a\u2028b")) },
        { "errors[0].line: OutOfRange", With(AnError() with { Line = 0 }) },
    };

    [Theory]
    [MemberData(nameof(Faulty), DisableDiscoveryEnumeration = true)]
    public void Delivery_WithAFault_ReportsItByItsPath(string fault, ReportedDelivery delivery) =>
        Assert.Equal([fault], FaultsOf(delivery));

    [Theory]
    [InlineData("261124-0001")]
    [InlineData("x-0101901234")]
    public void DeliveryId_WithTenDigits_IsTakenAsItIs(string id) => Assert.Empty(FaultsOf(Good with { DeliveryId = id }));

    [Fact]
    public void Delivery_WithinEveryBound_HasNoFault()
    {
        var longest = new ReportedError(
            new('A', DeliveryRules.LongestCode), new('x', DeliveryRules.LongestText), new('f', DeliveryRules.LongestReference), 1,
            new('r', DeliveryRules.LongestReference));
        Assert.Empty(FaultsOf(Good));
        Assert.Empty(FaultsOf(
            Good with { Period = Current.ToString(), DeliveryId = new('x', DeliveryRules.LongestId), Records = 0, Errors = [longest] }));
        Assert.Empty(FaultsOf(With(AnError() with { Field = null, Line = null, Reference = null })));
        Assert.Empty(FaultsOf(With(SomeErrors(ReportedDelivery.MaxErrors))));
    }

    [Fact]
    public void Delivery_WithEverythingWrong_ReportsEveryFault() => Assert.Equal(
        [
            "organisation: Missing", "type: Missing", "period: Missing", "deliveryId: Missing", "records: Missing",
            "errors[0].code: Missing", "errors[0].text: Missing", "errors[0].line: OutOfRange", "errors[1]: Missing",
        ],
        FaultsOf(new(null, null, null, null, null, [new(null, null, null, -1, null), null])));

    [Fact]
    public void Delivery_WithOneErrorTooMany_IsInvalid() =>
        Assert.Equal(["errors: TooManyErrors"], FaultsOf(With(SomeErrors(ReportedDelivery.MaxErrors + 1))));

    [Fact]
    public void Delivery_WithThousandsOfFaults_ReportsAHundred() => Assert.Equal(100, FaultsOf(With(SomeErrors(5000, code: ""))).Length);

    private static ReportedDelivery With(params ReportedError[] errors) => Good with { Errors = [.. errors] };

    private static string[] FaultsOf(ReportedDelivery delivery) =>
        [.. DeliveryRules.Validate(delivery, [Amfora, Raadighed, Resultat], Current).Select(broken => $"{broken.Path}: {broken.Fault}")];
}
