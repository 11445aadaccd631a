using Serilog.Sinks.CloudWatchTail.Emit.Entities;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emit.Entities;

public class EntityFinderTests
{
    [TestCase("", null)]
    [TestCase("OTEL_SERVICE_NAME=shop", "shop|generic:default|PlatformType=Generic,AWS.ServiceNameSource=Instrumentation")]
    [TestCase("OTEL_SERVICE_NAME=shop;OTEL_RESOURCE_ATTRIBUTES=service.name=other,deployment.environment=old,deployment.environment.name=prod%20eu", "shop|prod eu|PlatformType=Generic,AWS.ServiceNameSource=Instrumentation")]
    [TestCase("OTEL_RESOURCE_ATTRIBUTES= service.name = shop ,broken,deployment.environment=test", "shop|test|PlatformType=Generic,AWS.ServiceNameSource=Instrumentation")]
    [TestCase("OTEL_RESOURCE_ATTRIBUTES=service.name=unknown_service:dotnet", null)]
    [TestCase("OTEL_SERVICE_NAME=  ;OTEL_RESOURCE_ATTRIBUTES=service.name=%20%20", null)]
    [TestCase("OTEL_SERVICE_NAME=  ;AWS_LAMBDA_FUNCTION_NAME=pay", "pay|lambda:default|PlatformType=AWS::Lambda,Lambda.Function=pay")]
    [TestCase("OTEL_SERVICE_NAME= a\nb\t;OTEL_RESOURCE_ATTRIBUTES=deployment.environment=x%00y", "a-b|x-y|PlatformType=Generic,AWS.ServiceNameSource=Instrumentation")]
    [TestCase("AWS_LAMBDA_FUNCTION_NAME=pay", "pay|lambda:default|PlatformType=AWS::Lambda,Lambda.Function=pay")]
    [TestCase("AWS_LAMBDA_FUNCTION_NAME=pay;OTEL_SERVICE_NAME=shop", "shop|lambda:default|PlatformType=AWS::Lambda,Lambda.Function=pay,AWS.ServiceNameSource=Instrumentation")]
    [TestCase("OTEL_SERVICE_NAME=shop;OTEL_RESOURCE_ATTRIBUTES=cloud.platform=aws_ec2,host.id=i-1", "shop|ec2:default|PlatformType=AWS::EC2,EC2.InstanceId=i-1,AWS.ServiceNameSource=Instrumentation")]
    [TestCase("OTEL_SERVICE_NAME=shop;OTEL_RESOURCE_ATTRIBUTES=cloud.platform=aws_eks,k8s.cluster.name=c,k8s.namespace.name=n", "shop|eks:c/n|PlatformType=AWS::EKS,EKS.Cluster=c,K8s.Namespace=n,AWS.ServiceNameSource=Instrumentation")]
    [TestCase("OTEL_SERVICE_NAME=shop;ECS_CONTAINER_METADATA_URI_V4=http://x", "shop||PlatformType=AWS::ECS,AWS.ServiceNameSource=Instrumentation")]
    [TestCase("OTEL_SERVICE_NAME=shop;KUBERNETES_SERVICE_HOST=10.0.0.1", "shop||AWS.ServiceNameSource=Instrumentation")]
    public void TheEnvironmentNamesTheService(string variables, string? expected) => Find(new CloudWatchSinkOptions(), variables).Should().Be(expected);

    [Test]
    public void TheOptionsGoBeforeTheEnvironmentAndAnEmptyOneTurnsItOff()
    {
        const string Variables = "OTEL_SERVICE_NAME=shop;OTEL_RESOURCE_ATTRIBUTES=deployment.environment=test";
        Find(new CloudWatchSinkOptions { ServiceName = "mine", Environment = "prod" }, Variables).Should().Be("mine|prod|PlatformType=Generic,AWS.ServiceNameSource=UserConfiguration");
        Find(new CloudWatchSinkOptions { Environment = "" }, Variables).Should().Be("shop||PlatformType=Generic,AWS.ServiceNameSource=Instrumentation");
        Find(new CloudWatchSinkOptions { ServiceName = "" }, Variables).Should().BeNull();
        Find(new CloudWatchSinkOptions { LogGroupClass = "standard" }, Variables).Should().NotBeNull();
        Find(new CloudWatchSinkOptions { LogGroupClass = "infrequent_access" }, Variables).Should().BeNull("no other class has entities");
    }

    [Test]
    public void AnOverlongNameOfTheEnvironmentIsCutAndNeverInsideACharacter()
    {
        Find(new CloudWatchSinkOptions { Environment = "" }, "OTEL_SERVICE_NAME=" + new string('x', 511) + "😀").Should().StartWith(new string('x', 511) + "|");
    }

    static string? Find(CloudWatchSinkOptions options, string variables)
    {
        var values = variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1]);
        if (EntityFinder.Find(options, values.GetValueOrDefault) is not { } entity) return null;
        entity.KeyAttributes["Type"].Should().Be("Service");
        return $"{entity.KeyAttributes["Name"]}|{entity.KeyAttributes.GetValueOrDefault("Environment")}|{string.Join(",", entity.Attributes.Select(a => $"{a.Key}={a.Value}"))}";
    }
}
