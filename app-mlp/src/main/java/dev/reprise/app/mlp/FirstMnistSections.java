package dev.reprise.app.mlp;

import dev.reprise.training.experiment.Source;

/** The sections of first-mnist.txt that several experiments are from. */
final class FirstMnistSections {
    static final Source SHORTEST = section("4-1-1 最简短的程序", "4-1-1 The shortest program");
    static final Source PROGRAM = section("4-1-2 程序强化", "4-1-2 Improving the program");
    static final Source DEPTH = section(
            "问题1.模型结构为什么要设计成两层完全连接层(Linear)?更多层的准确率会提高吗?",
            "Question 1: Why two fully connected layers? Would more layers be more accurate?");
    static final Source WIDTH = section(
            "问题2.第一层完全连接层(Linear)输出为什么要设为256?设为其他值会有何影响?",
            "Question 2: Why 256 outputs in the first fully connected layer? What happens with other numbers?");
    static final Source ACTIVATION = section(
            "问题3.Activation Function也可以抑制过度拟合,将Dropout改为Activation Function ReLu,准确率有何不同?",
            "Question 3: Activation functions reduce overfitting too. How does the accuracy change with ReLU in place of"
                    + " dropout?");
    static final Source DROPOUT =
            section("问题5.Dropout比例为0.2,设为其他值会更好吗?", "Question 5: Are other dropout rates better than 0.2?");
    static final Source EPOCHS =
            section("问题7.执行周期(epoch)设为5,设为其他值会更好吗?", "Question 7: Are other numbers of epochs better than 5?");
    static final Source OBJECTS = section(
            "问题9.如果要辨识其他对象,程序要修改哪些地方?", "Question 9: What has to change in the program to recognize other objects?");

    private FirstMnistSections() {}

    private static Source section(String title, String english) {
        return new Source("first-mnist", title, english);
    }
}
