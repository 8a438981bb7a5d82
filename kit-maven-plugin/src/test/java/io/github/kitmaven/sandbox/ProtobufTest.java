package io.github.kitmaven.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kubectl 1.32 sent, as it sent it. */
class ProtobufTest {
    private static final String DEPLOYMENT =
            "azhzAAoVCgdhcHBzL3YxEgpEZXBsb3ltZW50ErABChsKAWQSABoAIgAqADIAOABCAFoICgNhcHASAWQSggEIABIKCggKA2FwcBIBZBpqChoK"
                    + "ABIAGgAiACoAMgA4AEIAWggKA2FwcBIBZBJMEi4KBW5naW54EgVuZ2lueCoAMgoKABAAGFAiACoAQgBqAHIAgAEAiAEAkAEAogEAGgAy"
                    + "AEIASgBSAFgAYABoAIIBAIoBAJoBAMIBACICCgAoADgAGgwIABAAGAAgACgAOAAaACIA";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // kubectl create namespace shop
                "azhzAAoPCgJ2MRIJTmFtZXNwYWNlEhwKFAoEc2hvcBIAGgAiACoAMgA4AEIAEgAaAgoAGgAiAA=="
                        + "| {'apiVersion':'v1','kind':'Namespace','metadata':{'name':'shop'}}",
                // kubectl create configmap c --from-literal=a=0
                "azhzAAoPCgJ2MRIJQ29uZmlnTWFwEhsKEQoBYxIAGgAiACoAMgA4AEIAEgYKAWESATAaACIA"
                        + "| {'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'c'},'data':{'a':'0'}}",
                // kubectl create secret generic s --from-literal=a=hush
                "azhzAAoMCgJ2MRIGU2VjcmV0EiAKEQoBcxIAGgAiACoAMgA4AEIAEgkKAWESBGh1c2gaABoAIgA="
                        + "| {'apiVersion':'v1','kind':'Secret','metadata':{'name':'s'},'data':{'a':'aHVzaA=='}}",
                // kubectl create quota q --hard=cpu=2
                "azhzAAoTCgJ2MRINUmVzb3VyY2VRdW90YRIjChEKAXESABoAIgAqADIAOABCABIMCgoKA2NwdRIDCgEyGgAaACIA"
                        + "| {'apiVersion':'v1','kind':'ResourceQuota','metadata':{'name':'q'},'spec':{'hard':{'cpu':'2'}}}",
                // kubectl create service clusterip s --tcp=80:http --tcp=81:8081
                "azhzAAoNCgJ2MRIHU2VydmljZRKDAQobCgFzEgAaACIAKgAyADgAQgBaCAoDYXBwEgFzEmAKHgoHODAtaHR0cBIDVENQGFAiCggBEAAaBGh0"
                        + "dHAoAAobCgc4MS04MDgxEgNUQ1AYUSIHCAAQkT8aACgAEggKA2FwcBIBcxoAIglDbHVzdGVySVA6AEIAUgBaAGAAaAAaAgoAGgAiAA=="
                        + "| {'apiVersion':'v1','kind':'Service','metadata':{'name':'s','labels':{'app':'s'}},'spec':{"
                        + "'ports':[{'name':'80-http','protocol':'TCP','port':80,'targetPort':'http'},"
                        + "{'name':'81-8081','protocol':'TCP','port':81,'targetPort':8081}],"
                        + "'selector':{'app':'s'},'type':'ClusterIP'}}",
            })
    void anObjectIsWhatItWouldBeInJson(String sent, String json) {
        assertThat(read(sent)).contains(json.replace('\'', '"'));
    }

    /** kubectl create deployment d --image=nginx --replicas=0 --port=80. */
    @Test
    void whatIsSetToNothingStaysAndWhatIsNotSetFallsAway() {
        String json = "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d','labels':{'app':'d'}},"
                + "'spec':{'replicas':0,'selector':{'matchLabels':{'app':'d'}},"
                + "'template':{'metadata':{'labels':{'app':'d'}},'spec':{'containers':[{'name':'nginx',"
                + "'image':'nginx','ports':[{'containerPort':80}]}]}}}}";
        assertThat(read(DEPLOYMENT)).contains(json.replace('\'', '"'));
    }

    @Test
    void brokenBytesAreNoObjectAndNoHarm() {
        byte[] whole = Base64.getDecoder().decode(DEPLOYMENT);
        Random random = new Random(7);
        for (int i = 0; i < whole.length; i++) {
            Protobuf.read(Arrays.copyOf(whole, i));
            byte[] changed = whole.clone();
            changed[i] = (byte) random.nextInt();
            Protobuf.read(changed);
        }
        assertThat(Protobuf.read(new byte[0])).isEmpty();
        assertThat(Protobuf.read("{\"kind\":\"Namespace\"}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static Optional<String> read(String base64) {
        return Protobuf.read(Base64.getDecoder().decode(base64)).map(Json::text);
    }
}
