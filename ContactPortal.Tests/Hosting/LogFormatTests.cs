using ContactPortal.Domain.Text;
using ContactPortal.Tests.Architecture;
using Microsoft.Extensions.Configuration;

namespace ContactPortal.Tests.Hosting;

public sealed class LogFormatTests
{
    [Fact]
    public void Timestamp_FormattedWithDanishCulture_IsIso8601InUtc()
    {
        var settings = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(Sources.Root, "ContactPortal.Blazor", "appsettings.json")).Build();
        var format = settings["Logging:Console:FormatterOptions:TimestampFormat"];
        var moment = new DateTimeOffset(2026, 3, 2, 9, 5, 7, 31, TimeSpan.Zero);
        Assert.Equal("2026-03-02T09:05:07.031Z", moment.ToString(format, Languages.Danish));
    }
}
