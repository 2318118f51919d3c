using System.Text.Json;
using ContactPortal.Blazor.Live;

namespace ContactPortal.Tests.Live;

public sealed class LeanInteropTests
{
    private static readonly JsonSerializerOptions Lean = new() { Converters = { new LeanInterop.Arguments() } };

    public static TheoryData<object?[]> Calls =>
    [
        Array.Empty<object?>(),
        new object?[] { null, "rødgrød <b> \"", true, false, 3, -1, DayOfWeek.Friday },
        new object?[] { new Dictionary<string, int>(), new Dictionary<string, int> { ["a"] = 1 } },
        new object?[] { 1.5, 9_007_199_254_740_993, new { Name = "a" }, new[] { 1, 2 }, new object?[] { "b", null } },
    ];

    [Theory]
    [MemberData(nameof(Calls))]
    public void Arguments_OfACall_AreWrittenAndReadAsTheFrameworkDoes(object?[] arguments)
    {
        var usual = JsonSerializer.Serialize(arguments);
        Assert.Equal(usual, JsonSerializer.Serialize(arguments, Lean));
        Assert.Equal(usual, JsonSerializer.Serialize(JsonSerializer.Deserialize<object?[]>(usual, Lean), Lean));
    }
}
